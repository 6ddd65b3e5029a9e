package cn.cunzhen.core.digest;

import cn.cunzhen.storage.Bytes;
import org.bouncycastle.crypto.digests.SM3Digest;

/** An SM3 digest (GB/T 32905-2016): 32 bytes. */
public record Sm3(Bytes bytes) {
  public static final int SIZE = 32;

  public Sm3 {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("an SM3 digest has 32 bytes, not " + bytes.size());
    }
  }

  public static Sm3 of(Bytes content) {
    SM3Digest digest = new SM3Digest();
    digest.update(content.toArray(), 0, content.size());
    return finish(digest);
  }

  static Sm3 finish(SM3Digest digest) {
    byte[] value = new byte[SIZE];
    digest.doFinal(value, 0);
    return new Sm3(Bytes.of(value));
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
