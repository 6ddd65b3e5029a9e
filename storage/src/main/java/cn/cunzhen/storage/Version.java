package cn.cunzhen.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names one value of a head. What it is made of is the store's own affair. */
public record Version(String tag) {
  /** A version made from the value alone: its SHA-256 in lower-case hexadecimal. */
  public static Version of(Bytes value) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      value.addTo(sha256);
      return new Version(HexFormat.of().formatHex(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
