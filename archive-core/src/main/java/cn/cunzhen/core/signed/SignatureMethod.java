package cn.cunzhen.core.signed;

import cn.cunzhen.core.seal.VerificationKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.io.SignerOutputStream;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;

/**
 * How a signature is verified: RSA (PKCS #1 v1.5 and PSS), ECDSA, DSA and SM2.
 *
 * @param weak whether forging it can no longer be ruled out: the digest, or a key that is too short
 *     (ETSI TS 119 312)
 */
record SignatureMethod(Signer signer, AsymmetricKeyParameter key, boolean weak) {
  private static final int SHORTEST_RSA = 2_048;
  private static final int SHORTEST_CURVE = 256;

  /** Identifiers of a kind of key: which digest goes with it is said elsewhere. */
  private static final Set<ASN1ObjectIdentifier> WITHOUT_DIGEST =
      Set.of(
          PKCSObjectIdentifiers.rsaEncryption,
          X9ObjectIdentifiers.id_ecPublicKey,
          X9ObjectIdentifiers.id_dsa,
          GMObjectIdentifiers.sm2sign,
          new ASN1ObjectIdentifier("1.2.156.10197.1.301"));

  /**
   * Finds the methods that may be meant, the likelier first.
   *
   * @param digest what the signer says the content was digested with; some use it for the signature
   *     too where the algorithm names another
   * @return none where algorithm or key are not known here, or do not fit each other
   */
  static List<SignatureMethod> of(
      AlgorithmIdentifier algorithm, AlgorithmIdentifier digest, SubjectPublicKeyInfo info) {
    AsymmetricKeyParameter key = VerificationKey.of(info);
    if (key == null) {
      return List.of();
    }
    boolean named = !WITHOUT_DIGEST.contains(algorithm.getAlgorithm());
    return Stream.of(
            named ? new DefaultDigestAlgorithmIdentifierFinder().find(algorithm) : digest, digest)
        .flatMap(Stream::ofNullable)
        .map(AlgorithmIdentifier::getAlgorithm)
        .distinct()
        .flatMap(each -> DigestMethod.of(each).stream())
        .flatMap(each -> of(algorithm, each, key).stream())
        .toList();
  }

  private static Optional<SignatureMethod> of(
      AlgorithmIdentifier algorithm, DigestMethod digest, AsymmetricKeyParameter key) {
    Signer signer = signer(algorithm, digest, key);
    return signer == null
        ? Optional.empty()
        : Optional.of(new SignatureMethod(signer, key, digest.weak() || isShort(key)));
  }

  private static @Nullable Signer signer(
      AlgorithmIdentifier algorithm, DigestMethod digest, AsymmetricKeyParameter key) {
    if (key instanceof RSAKeyParameters) {
      return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
          ? pss(algorithm, digest)
          : new RSADigestSigner(digest.digest(), digest.oid());
    }
    if (key instanceof ECPublicKeyParameters) {
      return digest.oid().equals(GMObjectIdentifiers.sm3)
          ? new SM2Signer()
          : new DSADigestSigner(new ECDSASigner(), digest.digest());
    }
    return key instanceof DSAPublicKeyParameters
        ? new DSADigestSigner(new DSASigner(), digest.digest())
        : null;
  }

  private static Signer pss(AlgorithmIdentifier algorithm, DigestMethod digest) {
    RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
    int salt = parameters.getSaltLength().intValueExact();
    return new PSSSigner(new RSAEngine(), digest.digest(), digest.digest(), salt);
  }

  /** Whether the key is too short to be relied on. */
  static boolean isShort(AsymmetricKeyParameter key) {
    return switch (key) {
      case RSAKeyParameters rsa -> rsa.getModulus().bitLength() < SHORTEST_RSA;
      case ECPublicKeyParameters ec ->
          ec.getParameters().getCurve().getFieldSize() < SHORTEST_CURVE;
      case DSAPublicKeyParameters dsa -> dsa.getParameters().getP().bitLength() < SHORTEST_RSA;
      default -> true;
    };
  }

  boolean verifies(SignedContent signed, byte[] signature) throws IOException {
    signer.init(false, key);
    signed.writeTo(new SignerOutputStream(signer));
    return signer.verifySignature(signature);
  }
}
