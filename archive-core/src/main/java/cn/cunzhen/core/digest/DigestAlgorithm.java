package cn.cunzhen.core.digest;

import cn.cunzhen.storage.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.jcajce.provider.digest.SM3;

/** What evidence may be computed with, besides the ledger's own SHA-256. */
public enum DigestAlgorithm {
  /** FIPS 180-4. */
  SHA256("2.16.840.1.101.3.4.2.1", 32),
  /** FIPS 180-4. */
  SHA512("2.16.840.1.101.3.4.2.3", 64),
  /** GB/T 32905-2016. */
  SM3("1.2.156.10197.1.401", 32);

  private final String oid;
  private final int size;

  DigestAlgorithm(String oid, int size) {
    this.oid = oid;
    this.size = size;
  }

  /** Its name on the command line and in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its object identifier, in digits and dots. */
  public String oid() {
    return oid;
  }

  /** How many bytes a digest has. */
  public int size() {
    return size;
  }

  /** The one of this name; empty where there is none. */
  public static Optional<DigestAlgorithm> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** The one of this object identifier; empty where it is none of these. */
  public static Optional<DigestAlgorithm> ofOid(String oid) {
    return Arrays.stream(values()).filter(each -> each.oid.equals(oid)).findFirst();
  }

  /** Of the whole content, one part after the other. */
  public Bytes of(Bytes... parts) {
    MessageDigest digest = newDigest();
    for (Bytes part : parts) {
      digest.update(part.toArray());
    }
    return Bytes.of(digest.digest());
  }

  /** One to take a content piece by piece; one thread uses it. */
  public MessageDigest newDigest() {
    return switch (this) {
      case SHA256 -> Sha256.newDigest();
      case SHA512 -> platform("SHA-512");
      case SM3 -> new SM3.Digest();
    };
  }

  private static MessageDigest platform(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no " + name, e);
    }
  }
}
