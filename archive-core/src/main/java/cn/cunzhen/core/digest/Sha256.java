package cn.cunzhen.core.digest;

import cn.cunzhen.storage.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 digest (FIPS 180-4): 32 bytes. */
public record Sha256(Bytes bytes) {
  public static final int SIZE = 32;

  public Sha256 {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + bytes.size());
    }
  }

  public static Sha256 of(byte[] content) {
    return new Sha256(Bytes.of(newDigest().digest(content)));
  }

  public static Sha256 of(Bytes content) {
    MessageDigest digest = newDigest();
    content.addTo(digest);
    return new Sha256(Bytes.of(digest.digest()));
  }

  /** Reads 64 lower-case hexadecimal digits. */
  public static Sha256 ofHex(String hex) {
    return new Sha256(Bytes.ofHex(hex));
  }

  public String hex() {
    return bytes.hex();
  }

  /** The platform's own implementation, the fastest there is on the JVM. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "sha256:" + hex();
  }
}
