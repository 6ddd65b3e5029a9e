package cn.cunzhen.core.bag;

/**
 * An entry of the ZIP file: stored, not deflated.
 *
 * @param name plain ASCII
 * @param crc its 32 bits
 * @param offset of its local header
 */
record ZipRow(String name, int crc, long size, long offset) {
  /** Sizes from here on would need a longer local header. */
  static final long SIZE_LIMIT = 0xFFFF_FFFFL;

  private static final int LOCAL_FIXED = 30;
  private static final int PLAIN = 10;
  private static final int WITH_ZIP64 = 45;

  /** 1980-01-01 00:00, the first moment that MS-DOS knows: time, then date. */
  private static final long EPOCH = 0x0021_0000L;

  static int localSize(String name) {
    return LOCAL_FIXED + name.length();
  }

  /** Where the content begins. */
  long contentOffset() {
    return offset + localSize(name);
  }

  /** Where the next entry begins. */
  long end() {
    return contentOffset() + size;
  }

  /** APPNOTE §4.3.7, without extra field. */
  byte[] localHeader() {
    return shared(new LittleEndian(localSize(name)).u4(0x0403_4b50).u2(PLAIN))
        .u2(0)
        .ascii(name)
        .toArray();
  }

  /** APPNOTE §4.3.12; an extra field only where the offset needs zip64 (§4.5.3). */
  void centralHeader(LittleEndian out) {
    boolean far = offset >= SIZE_LIMIT;
    out.u4(0x0201_4b50).u2(WITH_ZIP64).u2(far ? WITH_ZIP64 : PLAIN);
    shared(out).u2(far ? 12 : 0).u2(0).u2(0).u2(0).u4(0).u4(Math.min(offset, SIZE_LIMIT));
    out.ascii(name);
    if (far) {
      out.u2(1).u2(8).u8(offset);
    }
  }

  /** Flags, method, time, check sum, both sizes, length of the name. */
  private LittleEndian shared(LittleEndian out) {
    return out.u2(0).u2(0).u4(EPOCH).u4(crc).u4(size).u4(size).u2(name.length());
  }
}
