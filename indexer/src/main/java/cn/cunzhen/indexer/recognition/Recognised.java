package cn.cunzhen.indexer.recognition;

import java.util.List;

/**
 * What a picture says, and where.
 *
 * @param boxes of parts of the text, in its order; what stands in none of them stands nowhere
 */
public record Recognised(String text, List<Box> boxes) {
  /** More characters than a picture shows. */
  public static final int LONGEST = 200_000;

  /** A picture without text. */
  public static final Recognised NOTHING = new Recognised("", List.of());

  public Recognised {
    boxes = List.copyOf(boxes);
    int end = 0;
    for (Box box : boxes) {
      if (box.from < end || box.to > text.length()) {
        throw new IllegalArgumentException("boxes are in the order of the text, and within it");
      }
      end = box.to;
    }
  }

  /**
   * Where a part of the text stands, in 65,535ths of the picture's width and height from its upper
   * left corner.
   *
   * @param from in UTF-16 code units of the text
   * @param to exclusive
   */
  public record Box(int from, int to, int left, int top, int right, int bottom) {
    /** The whole of a side. */
    public static final int WHOLE = 65_535;

    public Box {
      boolean something = from >= 0 && from < to;
      boolean wide = left >= 0 && left < right && right <= WHOLE;
      boolean high = top >= 0 && top < bottom && bottom <= WHOLE;
      if (!something || !wide || !high) {
        throw new IllegalArgumentException("not a box in a picture");
      }
    }
  }
}
