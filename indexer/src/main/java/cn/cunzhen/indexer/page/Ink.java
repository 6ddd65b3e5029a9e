package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.page.PagePicture.Drawing;
import cn.cunzhen.storage.Bytes;

/** The mark's colour: a grey that shows on white and on black, laid on in three strengths. */
final class Ink {
  static final int LEVELS = 4;
  private static final int GREY = 110;
  private static final double STRONGEST = 0.28;

  private Ink() {}

  /** One sample of a pixel with the mark over it. */
  static byte over(byte sample, int level) {
    double share = STRONGEST * level / (LEVELS - 1);
    return (byte) Math.round((sample & 0xff) * (1 - share) + GREY * share);
  }

  /** All colours of a drawing, for each strength of the mark from none on. */
  static byte[] palette(Bytes colours) {
    int row = 3 * Drawing.COLOURS;
    byte[] palette = new byte[LEVELS * row];
    for (int level = 0; level < LEVELS; level++) {
      for (int i = 0; i < colours.size(); i++) {
        palette[level * row + i] = over(colours.at(i), level);
      }
    }
    return palette;
  }
}
