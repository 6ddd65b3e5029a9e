package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.digest.Sm3;
import cn.cunzhen.storage.Bytes;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;

/** What a seal is computed with: a kind of key, a signature scheme and a digest. */
public enum SealSuite {
  /** ECDSA on P-256 with SHA-256 (FIPS 186-5, RFC 5758). */
  P256("seal.p7s"),
  /** SM2 with SM3 and the default signer id (GB/T 32918, GM/T 0006, GM/T 0009). */
  SM2("seal-gm.p7s"),
  /** ML-DSA-65 with SHA-512, which no quantum computer breaks (FIPS 204, RFC 9881, RFC 9882). */
  ML_DSA("seal-pq.p7s");

  private final String fileName;

  SealSuite(String fileName) {
    this.fileName = fileName;
  }

  /** What a seal of this suite is called in a package. */
  public String fileName() {
    return fileName;
  }

  /** What the list of revoked certificates of this suite is called, beneath {@code /ledger/}. */
  public String listName() {
    return switch (this) {
      case P256 -> "ca.crl";
      case SM2 -> "ca-gm.crl";
      case ML_DSA -> "ca-pq.crl";
    };
  }

  Bytes digest(Bytes content) {
    return switch (this) {
      case P256 -> Sha256.of(content).bytes();
      case SM2 -> Sm3.of(content).bytes();
      case ML_DSA -> DigestAlgorithm.SHA512.of(content);
    };
  }

  AlgorithmIdentifier digestAlgorithm() {
    return new AlgorithmIdentifier(
        switch (this) {
          case P256 -> NISTObjectIdentifiers.id_sha256;
          case SM2 -> GMObjectIdentifiers.sm3;
          case ML_DSA -> NISTObjectIdentifiers.id_sha512;
        });
  }

  AlgorithmIdentifier signatureAlgorithm() {
    return new AlgorithmIdentifier(
        switch (this) {
          case P256 -> X9ObjectIdentifiers.ecdsa_with_SHA256;
          case SM2 -> GMObjectIdentifiers.sm2sign_with_sm3;
          case ML_DSA -> NISTObjectIdentifiers.id_ml_dsa_65;
        });
  }

  /** Whether keys of this kind sign in this suite. */
  boolean takes(AlgorithmIdentifier key) {
    return switch (this) {
      case P256 -> SECObjectIdentifiers.secp256r1.equals(key.getParameters());
      case SM2 -> GMObjectIdentifiers.sm2p256v1.equals(key.getParameters());
      case ML_DSA -> signatureAlgorithm().equals(key);
    };
  }

  /** A new private key. */
  AsymmetricKeyParameter newKey(SecureRandom random) {
    return switch (this) {
      case P256 -> onCurve(SECObjectIdentifiers.secp256r1, random);
      case SM2 -> onCurve(GMObjectIdentifiers.sm2p256v1, random);
      case ML_DSA -> {
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(random, MLDSAParameters.ml_dsa_65));
        yield generator.generateKeyPair().getPrivate();
      }
    };
  }

  private static AsymmetricKeyParameter onCurve(ASN1ObjectIdentifier curve, SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(curve), random));
    return generator.generateKeyPair().getPrivate();
  }
}
