package cn.cunzhen.indexer.page;

/**
 * How large a page is, as it is looked at.
 *
 * @param width in points of 1/72 inch; in pixels for an image that does not say how dense it is
 * @param height in the same
 */
public record PageSize(double width, double height) {
  private static final double LEAST = 0.01;

  public PageSize {
    if (!(width >= LEAST && height >= LEAST && width < 1e7 && height < 1e7)) {
      throw new IllegalArgumentException("a page of " + width + " × " + height);
    }
  }
}
