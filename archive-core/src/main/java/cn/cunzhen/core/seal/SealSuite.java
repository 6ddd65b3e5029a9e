package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.digest.Sm3;
import cn.cunzhen.storage.Bytes;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What a seal is computed with: a curve, a signature scheme and a digest. */
public enum SealSuite {
  /** ECDSA on P-256 with SHA-256 (FIPS 186-5, RFC 5758). */
  P256("seal.p7s"),
  /** SM2 with SM3 and the default signer id (GB/T 32918, GM/T 0006, GM/T 0009). */
  SM2("seal-gm.p7s");

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
    };
  }

  Bytes digest(Bytes content) {
    return switch (this) {
      case P256 -> Sha256.of(content).bytes();
      case SM2 -> Sm3.of(content).bytes();
    };
  }

  AlgorithmIdentifier digestAlgorithm() {
    return new AlgorithmIdentifier(
        switch (this) {
          case P256 -> NISTObjectIdentifiers.id_sha256;
          case SM2 -> GMObjectIdentifiers.sm3;
        });
  }

  AlgorithmIdentifier signatureAlgorithm() {
    return new AlgorithmIdentifier(
        switch (this) {
          case P256 -> X9ObjectIdentifiers.ecdsa_with_SHA256;
          case SM2 -> GMObjectIdentifiers.sm2sign_with_sm3;
        });
  }

  ASN1ObjectIdentifier curve() {
    return switch (this) {
      case P256 -> SECObjectIdentifiers.secp256r1;
      case SM2 -> GMObjectIdentifiers.sm2p256v1;
    };
  }
}
