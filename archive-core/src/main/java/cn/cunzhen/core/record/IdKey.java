package cn.cunzhen.core.record;

import cn.cunzhen.storage.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The secret that turns transactions into record ids. Made once, escrowed, never renewed.
 *
 * <p>Its text form says nothing of it.
 */
public final class IdKey {
  private final SecretKeySpec key;

  public IdKey(Bytes secret) {
    if (secret.size() != 32) {
      throw new IllegalArgumentException("an id key has 32 bytes");
    }
    this.key = new SecretKeySpec(secret.toArray(), "HmacSHA256");
  }

  /**
   * The id of a source system's transaction: base32hex of HMAC-SHA-256 over {@code
   * "<sourceSystem>\n<transactionId>"}, its first 26 characters.
   */
  public RecordId recordId(String sourceSystem, String transactionId) {
    refuseControlCharacters(sourceSystem);
    refuseControlCharacters(transactionId);
    return new RecordId(base32hex(mac(sourceSystem + "\n" + transactionId), RecordId.LENGTH));
  }

  /** HMAC-SHA-256 of the text's UTF-8 form under this key. */
  public Bytes mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Bytes.of(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  /**
   * A key of 32 bytes for something else, by HKDF-SHA-256 (RFC 5869) without a salt.
   *
   * @param label says what for; each gives a key that tells nothing of this one, nor of another
   */
  public Bytes derive(String label) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    byte[] info = label.getBytes(StandardCharsets.UTF_8);
    generator.init(new HKDFParameters(key.getEncoded(), null, info));
    byte[] derived = new byte[32];
    generator.generateBytes(derived, 0, derived.length);
    return Bytes.of(derived);
  }

  /** The first {@code length} characters of the bytes' lower-case base32hex form (RFC 4648 §7). */
  public static String base32hex(Bytes bytes, int length) {
    int bits = length * 5;
    BigInteger number =
        new BigInteger(1, bytes.slice(0, (bits + 7) / 8).toArray()).shiftRight((8 - bits % 8) % 8);
    String digits = number.toString(32).toLowerCase(Locale.ROOT);
    return "0".repeat(length - digits.length()) + digits;
  }

  private static void refuseControlCharacters(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("control characters are not allowed in an identifier");
    }
  }

  @Override
  public String toString() {
    return "id key";
  }
}
