package cn.cunzhen.core.seal;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jspecify.annotations.Nullable;

/**
 * Public keys that anybody may have made, ready to verify with.
 *
 * <p>Keys that would take long are not taken: RSA beyond 8,192 bits or with a long exponent, curves
 * without a name.
 */
public final class VerificationKey {
  private static final int LONGEST = 2_048;
  private static final int LONGEST_MODULUS = 8_192;
  private static final int LONGEST_EXPONENT = 64;

  private VerificationKey() {}

  /**
   * The key; null where it can't be used. One that is kept verifies faster, since it remembers
   * multiples of its point.
   */
  public static @Nullable AsymmetricKeyParameter of(SubjectPublicKeyInfo info) {
    try {
      ASN1ObjectIdentifier kind = info.getAlgorithm().getAlgorithm();
      if (kind.equals(PKCSObjectIdentifiers.rsaEncryption)
          || kind.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
        return rsa(RSAPublicKey.getInstance(info.parsePublicKey()));
      }
      boolean curve = kind.equals(X9ObjectIdentifiers.id_ecPublicKey);
      boolean named = curve && isName(info.getAlgorithm().getParameters());
      boolean small = info.getPublicKeyData().getOctets().length <= LONGEST;
      return small && (named || !curve) ? PublicKeyFactory.createKey(info) : null;
    } catch (IOException | RuntimeException e) {
      // Of a curve that it does not know, Bouncy Castle says so by a null pointer.
      return null;
    }
  }

  /** A key that was just made holds a choice in which its decoded form has a name. */
  private static boolean isName(ASN1Encodable parameters) {
    return parameters.toASN1Primitive() instanceof ASN1ObjectIdentifier;
  }

  /** Without a test whether the modulus is a prime, which takes longer than many signatures. */
  private static @Nullable RSAKeyParameters rsa(RSAPublicKey key) {
    BigInteger modulus = key.getModulus();
    BigInteger exponent = key.getPublicExponent();
    boolean fit =
        modulus.signum() > 0
            && exponent.signum() > 0
            && modulus.testBit(0)
            && exponent.testBit(0)
            && modulus.bitLength() <= LONGEST_MODULUS
            && exponent.bitLength() <= LONGEST_EXPONENT;
    return fit ? new RSAKeyParameters(false, modulus, exponent, true) : null;
  }
}
