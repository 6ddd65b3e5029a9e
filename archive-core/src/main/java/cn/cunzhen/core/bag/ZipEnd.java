package cn.cunzhen.core.bag;

/**
 * What stands after the central directory.
 *
 * @param entries how many the directory has
 * @param offset of the directory
 * @param size of the directory
 */
record ZipEnd(long entries, long offset, long size) {
  static final int PLAIN_SIZE = 22;
  static final int ZIP64_SIZE = 56 + 20 + PLAIN_SIZE;

  private static final int VERSION = 45;
  private static final int COUNT_LIMIT = 0xFFFF;

  /** APPNOTE §4.3.14 to §4.3.16; the first two only where a number needs them. */
  void format(LittleEndian out) {
    if (zip64()) {
      out.u4(0x0606_4b50).u8(44).u2(VERSION).u2(VERSION).u4(0).u4(0);
      out.u8(entries).u8(entries).u8(size).u8(offset);
      out.u4(0x0706_4b50).u4(0).u8(offset + size).u4(1);
    }
    int count = (int) Math.min(entries, COUNT_LIMIT);
    out.u4(0x0605_4b50).u2(0).u2(0).u2(count).u2(count);
    out.u4(Math.min(size, ZipRow.SIZE_LIMIT)).u4(Math.min(offset, ZipRow.SIZE_LIMIT)).u2(0);
  }

  private boolean zip64() {
    return entries >= COUNT_LIMIT || size >= ZipRow.SIZE_LIMIT || offset >= ZipRow.SIZE_LIMIT;
  }
}
