package cn.cunzhen.core.digest;

import cn.cunzhen.storage.Bytes;

/** An SM3 digest (GB/T 32905-2016): 32 bytes. */
public record Sm3(Bytes bytes) {
  public static final int SIZE = 32;

  public Sm3 {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("an SM3 digest has 32 bytes, not " + bytes.size());
    }
  }

  /** Reads 64 lower-case hexadecimal digits. */
  public static Sm3 ofHex(String hex) {
    return new Sm3(Bytes.ofHex(hex));
  }

  public String hex() {
    return bytes.hex();
  }

  @Override
  public String toString() {
    return "sm3:" + hex();
  }
}
