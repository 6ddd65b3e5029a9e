package cn.cunzhen.core.seal;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/** A certificate as the one that stands behind others, and behind what is said of them. */
public record Issuer(X509CertificateHolder certificate) {
  /** Whether it may issue certificates, and its name and key stand behind this one. */
  public boolean issued(X509CertificateHolder other) {
    return Certificates.mayIssue(certificate, 0) && Certificates.issued(certificate, other);
  }

  /** Whether its key has signed the message. */
  public boolean signed(AlgorithmIdentifier algorithm, byte[] message, byte[] signature) {
    return Signatures.verify(
        algorithm, VerificationKey.of(certificate.getSubjectPublicKeyInfo()), message, signature);
  }

  /** Whether it may sign revocation lists (RFC 5280 §4.2.1.3). */
  public boolean maySignLists() {
    KeyUsage usage = KeyUsage.fromExtensions(certificate.getExtensions());
    return usage == null || usage.hasUsages(KeyUsage.cRLSign);
  }

  /** Whether it may sign answers on the status of its issuer's certificates (RFC 6960 §4.2.2.2). */
  public boolean maySignAnswers() {
    ExtendedKeyUsage purpose = ExtendedKeyUsage.fromExtensions(certificate.getExtensions());
    return purpose != null && purpose.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning);
  }

  /** Whether it stands behind itself, as a root does. */
  public boolean isRoot() {
    return Certificates.selfIssued(certificate);
  }
}
