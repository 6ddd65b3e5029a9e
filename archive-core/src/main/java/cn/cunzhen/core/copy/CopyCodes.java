package cn.cunzhen.core.copy;

import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.BigIntegers;

/**
 * The codes of certified copies. Nothing is stored: a code is its record and version, sealed with a
 * key of the archive's by AES-256-GCM-SIV (RFC 8452), so nobody else makes one or reads it.
 *
 * <p>A code is 58 characters of lower-case base32hex (RFC 4648 §7) and has no other spelling. All
 * copies of a version have the same code. Any thread may use it.
 */
public final class CopyCodes {
  public static final int LENGTH = 58;

  private static final String LABEL = "cunzhen certified copy code 1";
  private static final Pattern SHAPE = Pattern.compile("[0-9a-v]{" + LENGTH + "}");
  private static final int DIGIT_BITS = 5;
  private static final int VERSION_BITS = 30;
  private static final int PLAIN = (RecordId.LENGTH * DIGIT_BITS + VERSION_BITS) / 8;
  private static final int TAG = 16;
  private static final int SEALED = PLAIN + TAG;
  private static final int SPARE_BITS = LENGTH * DIGIT_BITS - SEALED * 8;
  private static final int RADIX = 1 << DIGIT_BITS;

  /** One for all: the same text is to have the same code, which is what SIV is made for. */
  private static final byte[] NONCE = new byte[12];

  private final KeyParameter key;

  public CopyCodes(IdKey idKey) {
    this.key = new KeyParameter(idKey.derive(LABEL).toArray());
  }

  /** What a code is of. */
  public record Copied(RecordId record, int version) {
    public Copied {
      if (version < 1 || version > 999_999_999) {
        throw new IllegalArgumentException("not a version: " + version);
      }
    }
  }

  public String code(Copied copied) {
    BigInteger plain =
        new BigInteger(copied.record().value(), RADIX)
            .shiftLeft(VERSION_BITS)
            .or(BigInteger.valueOf(copied.version()));
    byte[] sealed = new byte[SEALED];
    try {
      run(true, BigIntegers.asUnsignedByteArray(PLAIN, plain), sealed);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("anything can be sealed", e);
    }
    return digits(new BigInteger(1, sealed).shiftLeft(SPARE_BITS), LENGTH);
  }

  /** The strict inverse of {@link #code}: empty for whatever this archive has not made. */
  public Optional<Copied> open(String code) {
    byte[] plain = new byte[PLAIN];
    try {
      run(false, sealed(code), plain);
    } catch (InvalidCipherTextException e) {
      return Optional.empty();
    }
    BigInteger number = new BigInteger(1, plain);
    String record = digits(number.shiftRight(VERSION_BITS), RecordId.LENGTH);
    int version = number.intValue() & ((1 << VERSION_BITS) - 1);
    return Optional.of(new Copied(new RecordId(record), version)).filter(c -> code(c).equals(code));
  }

  /** What is no code at all is looked at as long as what might be one. */
  private static byte[] sealed(String code) {
    BigInteger number =
        SHAPE.matcher(code).matches() ? new BigInteger(code, RADIX) : BigInteger.ZERO;
    return BigIntegers.asUnsignedByteArray(SEALED, number.shiftRight(SPARE_BITS));
  }

  private void run(boolean seal, byte[] from, byte[] to) throws InvalidCipherTextException {
    GCMSIVBlockCipher cipher = new GCMSIVBlockCipher();
    byte[] what = LABEL.getBytes(StandardCharsets.US_ASCII);
    cipher.init(seal, new AEADParameters(key, TAG * 8, NONCE, what));
    int done = cipher.processBytes(from, 0, from.length, to, 0);
    cipher.doFinal(to, done);
  }

  private static String digits(BigInteger number, int length) {
    String digits = number.toString(RADIX).toLowerCase(Locale.ROOT);
    return "0".repeat(length - digits.length()) + digits;
  }

  @Override
  public String toString() {
    return "codes of certified copies";
  }
}
