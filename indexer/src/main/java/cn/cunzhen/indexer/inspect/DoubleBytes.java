package cn.cunzhen.indexer.inspect;

import static cn.cunzhen.indexer.inspect.TextEncoding.isBetween;

import cn.cunzhen.indexer.inspect.TextEncoding.Tally;

/** Counts the characters that bytes hold, read as GB 18030 or as Big5. */
final class DoubleBytes {
  private long common;
  private long characters;
  private long bad;

  private DoubleBytes() {}

  /** Common are GB 2312's marks, rows 1 to 3, and its first level of characters, 16 to 55. */
  static Tally gb18030(byte[] text) {
    DoubleBytes counted = new DoubleBytes();
    int at = 0;
    while (at < text.length) {
      int lead = text[at] & 0xff;
      int trail = at + 1 < text.length ? text[at + 1] & 0xff : -1;
      boolean four = isBetween(trail, '0', '9');
      boolean row = isBetween(lead, 0xb0, 0xd7) || isBetween(lead, 0xa1, 0xa3);
      boolean valid = four || isBetween(trail, 0x40, 0x7e) || isBetween(trail, 0x80, 0xfe);
      at += counted.take(lead, trail, valid, row && trail >= 0xa1, four ? 4 : 2);
    }
    return counted.tally();
  }

  /** Common are the marks, rows 0xa1 to 0xa3, and the first level of characters, to 0xc6. */
  static Tally big5(byte[] text) {
    DoubleBytes counted = new DoubleBytes();
    int at = 0;
    while (at < text.length) {
      int lead = text[at] & 0xff;
      int trail = at + 1 < text.length ? text[at + 1] & 0xff : -1;
      boolean valid = isBetween(trail, 0x40, 0x7e) || isBetween(trail, 0xa1, 0xfe);
      at += counted.take(lead, trail, valid, lead >= 0xa1 && lead <= 0xc6, 2);
    }
    return counted.tally();
  }

  /** Takes one character, and says how many bytes it has. */
  private int take(int lead, int trail, boolean valid, boolean isCommon, int length) {
    if (lead < 0x80) {
      return 1;
    }
    if (trail < 0) {
      return 1; // cut off by the end
    }
    if (lead == 0x80 || lead == 0xff || !valid) {
      bad++;
      return 1;
    }
    characters++;
    common += isCommon ? 1 : 0;
    return length;
  }

  private Tally tally() {
    return new Tally(common, characters, bad);
  }
}
