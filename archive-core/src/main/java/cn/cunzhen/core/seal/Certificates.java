package cn.cunzhen.core.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
  private static final Set<ASN1ObjectIdentifier> OF_ISSUERS =
      Set.of(Extension.basicConstraints, Extension.keyUsage);

  private static final Set<ASN1ObjectIdentifier> OF_SIGNERS =
      Set.of(Extension.basicConstraints, Extension.keyUsage, Extension.extendedKeyUsage);

  private static final Set<ASN1ObjectIdentifier> OF_SIGNERS_OUTSIDE =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.certificatePolicies);

  /** Purposes of whoever signs contents: documents (RFC 9336), mail, anything. */
  private static final Set<KeyPurposeId> SIGNING =
      Set.of(
          KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36")),
          KeyPurposeId.id_kp_emailProtection,
          KeyPurposeId.anyExtendedKeyUsage);

  /** Purposes that make nobody a signer of documents (RFC 5280 §4.2.1.12). */
  private static final Set<KeyPurposeId> NOT_SIGNING =
      Set.of(
          KeyPurposeId.id_kp_timeStamping,
          KeyPurposeId.id_kp_OCSPSigning,
          KeyPurposeId.id_kp_serverAuth,
          KeyPurposeId.id_kp_codeSigning);

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
        && OF_ISSUERS.containsAll(critical(certificate));
  }

  /**
   * Whether it may sign contents.
   *
   * <p>One that names purposes, critical or not, and none of them is the signing of contents is not
   * taken for a seal: one for time stamps (RFC 3161 §2.3), for instance.
   */
  static boolean maySign(X509CertificateHolder certificate) {
    return hasSigningUsage(certificate)
        && purposes(certificate).map(all -> all.stream().anyMatch(SIGNING::contains)).orElse(true)
        && OF_SIGNERS.containsAll(critical(certificate));
  }

  /**
   * Whether one from outside may sign contents: it need not say what it is for, and may name
   * purposes and policies.
   */
  static boolean maySignOutside(X509CertificateHolder certificate) {
    KeyUsage usage = KeyUsage.fromExtensions(certificate.getExtensions());
    return (usage == null || hasSigningUsage(certificate))
        && purposes(certificate).map(all -> !NOT_SIGNING.containsAll(all)).orElse(true)
        && OF_SIGNERS_OUTSIDE.containsAll(critical(certificate));
  }

  /** Whether it may sign time stamps, and nothing else. */
  static boolean mayStamp(X509CertificateHolder certificate) {
    return hasSigningUsage(certificate)
        && purposes(certificate).equals(Optional.of(List.of(KeyPurposeId.id_kp_timeStamping)))
        && critical(certificate).contains(Extension.extendedKeyUsage)
        && OF_SIGNERS.containsAll(critical(certificate));
  }

  /** What it says that it is for; empty where it does not say. */
  private static Optional<List<KeyPurposeId>> purposes(X509CertificateHolder certificate) {
    return Optional.ofNullable(ExtendedKeyUsage.fromExtensions(certificate.getExtensions()))
        .map(purposes -> List.of(purposes.getUsages()));
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
