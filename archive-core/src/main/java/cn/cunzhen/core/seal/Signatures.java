package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sm3;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/**
 * Signatures by Bouncy Castle's own classes, without a security provider: several times faster on
 * P-256, and nothing in the process has to be registered.
 */
final class Signatures {
  /** What seals and the certificates of their chains may be signed with. */
  private static final Map<ASN1ObjectIdentifier, Supplier<Signer>> VERIFIERS =
      Map.of(
          GMObjectIdentifiers.sm2sign_with_sm3,
          SM2Signer::new,
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          () -> new DSADigestSigner(new ECDSASigner(), new SHA256Digest()),
          X9ObjectIdentifiers.ecdsa_with_SHA384,
          () -> new DSADigestSigner(new ECDSASigner(), new SHA384Digest()),
          X9ObjectIdentifiers.ecdsa_with_SHA512,
          () -> new DSADigestSigner(new ECDSASigner(), new SHA512Digest()),
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          () -> new RSADigestSigner(new SHA256Digest()),
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          () -> new RSADigestSigner(new SHA384Digest()),
          PKCSObjectIdentifiers.sha512WithRSAEncryption,
          () -> new RSADigestSigner(new SHA512Digest()),
          NISTObjectIdentifiers.id_ml_dsa_65,
          MLDSASigner::new);

  /** What RSASSA-PSS may use (RFC 4055 §3.1). */
  private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> PSS_DIGESTS =
      Map.of(
          NISTObjectIdentifiers.id_sha256,
          SHA256Digest::new,
          NISTObjectIdentifiers.id_sha384,
          SHA384Digest::new,
          NISTObjectIdentifiers.id_sha512,
          SHA512Digest::new);

  private Signatures() {}

  /**
   * Signs without a random source: nonces are made as RFC 6979 §3.2 says, for SM2 too, and ML-DSA
   * is the deterministic variant (FIPS 204 §3.4).
   */
  static byte[] sign(SealSuite suite, AsymmetricKeyParameter key, byte[] message) {
    try {
      return switch (suite) {
        case P256 -> {
          ECDSASigner ecdsa = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
          DSADigestSigner signer = new DSADigestSigner(ecdsa, new SHA256Digest());
          signer.init(true, key);
          yield sign(signer, message);
        }
        case SM2 -> {
          SM2Signer signer = new SM2Signer();
          Nonces nonces = new Nonces((ECPrivateKeyParameters) key, message);
          signer.init(true, new ParametersWithRandom(key, nonces));
          yield sign(signer, message);
        }
        case ML_DSA -> {
          MLDSASigner signer = new MLDSASigner();
          signer.init(true, key);
          yield sign(signer, message);
        }
      };
    } catch (CryptoException e) {
      throw new IllegalStateException("a valid key signs any message", e);
    }
  }

  /** A signer as the builders of Bouncy Castle take it, for one signature. */
  static ContentSigner contentSigner(SealSuite suite, AsymmetricKeyParameter key) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    return new ContentSigner() {
      @Override
      public AlgorithmIdentifier getAlgorithmIdentifier() {
        return suite.signatureAlgorithm();
      }

      @Override
      public OutputStream getOutputStream() {
        return message;
      }

      @Override
      public byte[] getSignature() {
        return sign(suite, key, message.toByteArray());
      }
    };
  }

  /** Whether the signature verifies; an algorithm that is not known, or not the key's, does not. */
  static boolean verify(
      AlgorithmIdentifier algorithm,
      @Nullable AsymmetricKeyParameter key,
      byte[] message,
      byte[] signature) {
    Signer signer = verifier(algorithm);
    if (signer == null || key == null) {
      return false;
    }
    boolean rsa = signer instanceof RSADigestSigner || signer instanceof PSSSigner;
    boolean fits =
        key instanceof RSAKeyParameters == rsa && isMlDsa65(key) == signer instanceof MLDSASigner;
    if (!fits) {
      return false;
    }
    signer.init(false, key);
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  private static @Nullable Signer verifier(AlgorithmIdentifier algorithm) {
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return pss(algorithm.getParameters());
    }
    Supplier<Signer> verifier = VERIFIERS.get(algorithm.getAlgorithm());
    return verifier == null ? null : verifier.get();
  }

  /** Null for parameters that nobody uses today: SHA-1, which is their default, among them. */
  private static @Nullable Signer pss(@Nullable ASN1Encodable given) {
    RSASSAPSSparams parameters;
    try {
      parameters = RSASSAPSSparams.getInstance(given);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (parameters == null
        || !parameters.getMaskGenAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)) {
      return null;
    }
    Digest content = digest(parameters.getHashAlgorithm());
    Digest mask =
        digest(AlgorithmIdentifier.getInstance(parameters.getMaskGenAlgorithm().getParameters()));
    int salt = parameters.getSaltLength().intValue();
    boolean fit =
        content != null
            && mask != null
            && salt >= 0
            && salt <= content.getDigestSize()
            && parameters.getTrailerField().equals(BigInteger.ONE);
    return fit ? new PSSSigner(new RSABlindedEngine(), content, mask, salt) : null;
  }

  private static @Nullable Digest digest(AlgorithmIdentifier algorithm) {
    Supplier<Digest> digest = PSS_DIGESTS.get(algorithm.getAlgorithm());
    return digest == null ? null : digest.get();
  }

  private static boolean isMlDsa65(AsymmetricKeyParameter key) {
    return key instanceof MLDSAPublicKeyParameters lattice
        && lattice.getParameters().equals(MLDSAParameters.ml_dsa_65);
  }

  private static byte[] sign(Signer signer, byte[] message) throws CryptoException {
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /** A source of "random" numbers that a key and a message determine. */
  private static final class Nonces extends SecureRandom {
    private static final long serialVersionUID = 1;

    Nonces(ECPrivateKeyParameters key, byte[] message) {
      super(new Generator(key, message), null);
    }

    private static final class Generator extends SecureRandomSpi {
      private static final long serialVersionUID = 1;

      private final transient HMacDSAKCalculator numbers;

      Generator(ECPrivateKeyParameters key, byte[] message) {
        numbers = new HMacDSAKCalculator(new SM3Digest());
        byte[] digest = Sm3.of(Bytes.of(message)).bytes().toArray();
        numbers.init(key.getParameters().getN(), key.getD(), digest);
      }

      @Override
      protected void engineNextBytes(byte[] bytes) {
        byte[] number = BigIntegers.asUnsignedByteArray(bytes.length, numbers.nextK());
        System.arraycopy(number, 0, bytes, 0, bytes.length);
      }

      @Override
      protected void engineSetSeed(byte[] seed) {
        throw new UnsupportedOperationException("determined by key and message");
      }

      @Override
      protected byte[] engineGenerateSeed(int numBytes) {
        throw new UnsupportedOperationException("determined by key and message");
      }
    }
  }
}
