package cn.cunzhen.indexer.inspect;

import cn.cunzhen.indexer.inspect.TextEncoding.Tally;

/** Counts the characters of more than one byte that bytes hold, read as UTF-8 (RFC 3629). */
final class Utf8Bytes {
  private Utf8Bytes() {}

  static Tally tally(byte[] text) {
    long good = 0;
    long bad = 0;
    int at = 0;
    while (at < text.length) {
      int length = text[at] >= 0 ? 1 : lengthAt(text[at] & 0xff);
      int found = length > 1 ? follow(text, at, length) : length;
      if (length > 1 && found == length) {
        good++;
      } else if (length != 1 && at + found < text.length) {
        bad++; // one cut off by the end is neither
      }
      at += Math.max(1, found);
    }
    return new Tally(good, good, bad);
  }

  /** 0 where no character begins with this byte. */
  private static int lengthAt(int lead) {
    if (lead >= 0xc2 && lead <= 0xdf) {
      return 2;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      return 3;
    }
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  }

  private static int follow(byte[] text, int at, int length) {
    int found = 1;
    while (found < length && at + found < text.length && (text[at + found] & 0xc0) == 0x80) {
      found++;
    }
    return found;
  }
}
