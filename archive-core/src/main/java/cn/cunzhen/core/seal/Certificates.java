package cn.cunzhen.core.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/** What a single certificate says (RFC 5280 §4). */
final class Certificates {
  private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
      Set.of(Extension.basicConstraints, Extension.keyUsage);

  private static final Set<ASN1ObjectIdentifier> UNDERSTOOD_OUTSIDE =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.certificatePolicies);

  private Certificates() {}

  static byte[] der(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException("a certificate that was decoded can be encoded", e);
    }
  }

  static boolean selfIssued(X509CertificateHolder certificate) {
    return certificate.getIssuer().equals(certificate.getSubject());
  }

  static boolean validAt(Instant time, X509CertificateHolder certificate) {
    return !time.isBefore(certificate.getNotBefore().toInstant())
        && !time.isAfter(certificate.getNotAfter().toInstant());
  }

  /** When the first of them ends; there is at least one. */
  static Instant allUntil(List<X509CertificateHolder> certificates) {
    return certificates.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Whether the issuer's name and key stand behind the certificate. */
  static boolean issued(X509CertificateHolder issuer, X509CertificateHolder certificate) {
    return issuer.getSubject().equals(certificate.getIssuer())
        && certificate
            .toASN1Structure()
            .getSignatureAlgorithm()
            .equals(certificate.getTBSCertificate().getSignature())
        && Signatures.verify(
            certificate.getSignatureAlgorithm(),
            VerificationKey.of(issuer.getSubjectPublicKeyInfo()),
            tbs(certificate),
            certificate.getSignature());
  }

  /** Whether it may issue certificates, with so many further issuers between it and the signer. */
  static boolean mayIssue(X509CertificateHolder certificate, int issuersBelow) {
    BasicConstraints basic = BasicConstraints.fromExtensions(certificate.getExtensions());
    KeyUsage usage = KeyUsage.fromExtensions(certificate.getExtensions());
    return basic != null
        && basic.isCA()
        && (basic.getPathLenConstraint() == null
            || basic.getPathLenConstraint().intValue() >= issuersBelow)
        && (usage == null || usage.hasUsages(KeyUsage.keyCertSign))
        && UNDERSTOOD.containsAll(critical(certificate));
  }

  /**
   * Whether it may sign contents.
   *
   * <p>One that is made for another purpose says so by a critical extension, a time-stamping one
   * for instance (RFC 3161 §2.3), and is not taken for a seal.
   */
  static boolean maySign(X509CertificateHolder certificate) {
    return hasSigningUsage(certificate) && UNDERSTOOD.containsAll(critical(certificate));
  }

  /**
   * Whether one from outside may sign contents: it need not say what it is for, and may name
   * purposes and policies.
   */
  static boolean maySignOutside(X509CertificateHolder certificate) {
    KeyUsage usage = KeyUsage.fromExtensions(certificate.getExtensions());
    ExtendedKeyUsage purpose = ExtendedKeyUsage.fromExtensions(certificate.getExtensions());
    boolean stampsOnly =
        purpose != null
            && purpose.size() == 1
            && purpose.hasKeyPurposeId(KeyPurposeId.id_kp_timeStamping);
    return (usage == null || hasSigningUsage(certificate))
        && !stampsOnly
        && UNDERSTOOD_OUTSIDE.containsAll(critical(certificate));
  }

  /** Whether it may sign time stamps, and nothing else. */
  static boolean mayStamp(X509CertificateHolder certificate) {
    ExtendedKeyUsage purpose = ExtendedKeyUsage.fromExtensions(certificate.getExtensions());
    return hasSigningUsage(certificate)
        && purpose != null
        && purpose.size() == 1
        && purpose.hasKeyPurposeId(KeyPurposeId.id_kp_timeStamping)
        && critical(certificate).contains(Extension.extendedKeyUsage)
        && critical(certificate).stream()
            .allMatch(e -> UNDERSTOOD.contains(e) || e.equals(Extension.extendedKeyUsage));
  }

  private static boolean hasSigningUsage(X509CertificateHolder certificate) {
    KeyUsage usage = KeyUsage.fromExtensions(certificate.getExtensions());
    return usage != null
        && (usage.hasUsages(KeyUsage.digitalSignature) || usage.hasUsages(KeyUsage.nonRepudiation));
  }

  private static List<ASN1ObjectIdentifier> critical(X509CertificateHolder certificate) {
    return certificate.getExtensions() == null
        ? List.of()
        : List.of(certificate.getExtensions().getCriticalExtensionOIDs());
  }

  private static byte[] tbs(X509CertificateHolder certificate) {
    try {
      return certificate.getTBSCertificate().getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException("a certificate that was decoded can be encoded", e);
    }
  }
}
