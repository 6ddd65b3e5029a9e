package cn.cunzhen.indexer.page;

import java.util.stream.IntStream;

/** Widths of page images, in pixels: a few steps, so that what was drawn once serves again. */
public final class PageWidth {
  public static final int LEAST = 100;
  public static final int MOST = 3_000;
  private static final int[] STEPS = {
    160, 240, 360, 480, 640, 800, 1_000, 1_200, 1_600, 2_000, 2_400, MOST
  };

  private PageWidth() {}

  /** The least step that is not below the width; the first and last beyond them. */
  public static int step(int wanted) {
    return IntStream.of(STEPS).filter(step -> step >= wanted).findFirst().orElse(MOST);
  }
}
