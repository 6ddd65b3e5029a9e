package cn.cunzhen.core.bag;

import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects the little-endian fields that ZIP is made of. */
final class LittleEndian {
  private final ByteArrayOutputStream out;

  LittleEndian(int expectedSize) {
    out = new ByteArrayOutputStream(expectedSize);
  }

  LittleEndian u2(int value) {
    out.write(value);
    out.write(value >>> 8);
    return this;
  }

  LittleEndian u4(long value) {
    return u2((int) value).u2((int) (value >>> 16));
  }

  LittleEndian u8(long value) {
    return u4(value).u4(value >>> 32);
  }

  LittleEndian ascii(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  LittleEndian bytes(Bytes bytes) {
    out.writeBytes(bytes.toArray());
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] toArray() {
    return out.toByteArray();
  }
}
