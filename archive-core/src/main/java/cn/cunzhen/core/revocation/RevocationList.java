package cn.cunzhen.core.revocation;

import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate revocation list (RFC 5280 §5).
 *
 * <p>Lists that only say what has changed, or that speak for other issuers, are not taken for one.
 */
public final class RevocationList implements RevocationData {
  private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
      Set.of(Extension.issuingDistributionPoint, Extension.cRLNumber);

  private final Bytes der;
  private final X509CRLHolder list;

  private RevocationList(Bytes der, X509CRLHolder list) {
    this.der = der;
    this.list = list;
  }

  /**
   * Reads one in DER, nothing before it and nothing behind.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RevocationList parse(Bytes der) {
    try {
      ASN1Primitive decoded = ASN1Primitive.fromByteArray(der.toArray());
      X509CRLHolder holder = new X509CRLHolder(CertificateList.getInstance(decoded));
      RevocationList list = new RevocationList(der, holder);
      // Bouncy Castle decodes lazily: what can't be decoded is to show here.
      Instant _ = list.since();
      Optional<Instant> _ = list.until();
      Collection<?> _ = holder.getRevokedCertificates();
      IssuingDistributionPoint _ = list.scope();
      if (!Bytes.of(decoded.getEncoded(ASN1Encoding.DER)).equals(der)) {
        throw new IllegalArgumentException("a revocation list is in DER");
      }
      return list;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("not a revocation list", e);
    }
  }

  @Override
  public Bytes der() {
    return der;
  }

  @Override
  public Instant since() {
    return list.getThisUpdate().toInstant();
  }

  @Override
  public Optional<Instant> until() {
    return Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant);
  }

  /** Its number (RFC 5280 §5.2.3); zero where it has none. */
  public BigInteger number() {
    Extension number = list.getExtension(Extension.cRLNumber);
    return number == null
        ? BigInteger.ZERO
        : ASN1Integer.getInstance(number.getParsedValue()).getPositiveValue();
  }

  /** How many certificates it names. */
  public int size() {
    return list.getRevokedCertificates().size();
  }

  /** Whether whatever another list names is named by this one too. */
  boolean namesAllOf(RevocationList other) {
    return other.entries().stream()
        .allMatch(entry -> list.getRevokedCertificate(entry.getSerialNumber()) != null);
  }

  @Override
  public Optional<RevocationFault> fault(X509CertificateHolder certificate, Issuer issuer) {
    if (!isBy(issuer) || !certificate.getIssuer().equals(list.getIssuer())) {
      return Optional.of(RevocationFault.ISSUER);
    }
    return covers(certificate) ? Optional.empty() : Optional.of(RevocationFault.SCOPE);
  }

  /** Whether that issuer has signed it. */
  public boolean isBy(Issuer issuer) {
    CertificateList signed = list.toASN1Structure();
    return issuer.certificate().getSubject().equals(list.getIssuer())
        && issuer.maySignLists()
        && signed.getSignatureAlgorithm().equals(signed.getTBSCertList().getSignature())
        && issuer.signed(
            signed.getSignatureAlgorithm(), tbs(signed), signed.getSignature().getOctets());
  }

  @Override
  public Optional<Revocation> revocation(X509CertificateHolder certificate) {
    return Optional.ofNullable(list.getRevokedCertificate(certificate.getSerialNumber()))
        .map(entry -> new Revocation(entry.getRevocationDate().toInstant(), reason(entry)));
  }

  private static RevocationReason reason(X509CRLEntryHolder entry) {
    Extension reason = entry.getExtension(Extension.reasonCode);
    return reason == null
        ? RevocationReason.UNSPECIFIED
        : RevocationReason.of(ASN1Enumerated.getInstance(reason.getParsedValue()).intValueExact());
  }

  /** Whatever is critical and not known here might leave certificates out (RFC 5280 §5.2). */
  private boolean covers(X509CertificateHolder certificate) {
    Extensions extensions = list.getExtensions();
    boolean known =
        extensions == null
            || UNDERSTOOD.containsAll(List.of(extensions.getCriticalExtensionOIDs()));
    IssuingDistributionPoint scope = scope();
    return known && !isDelta() && (scope == null || covers(scope, certificate));
  }

  private static boolean covers(IssuingDistributionPoint scope, X509CertificateHolder certificate) {
    if (scope.isIndirectCRL()
        || scope.onlyContainsAttributeCerts()
        || scope.getOnlySomeReasons() != null) {
      return false;
    }
    boolean kind = isCa(certificate) ? scope.onlyContainsUserCerts() : scope.onlyContainsCACerts();
    return !kind && DistributionPoints.of(certificate).containsAll(DistributionPoints.of(scope));
  }

  private boolean isDelta() {
    return list.getExtension(Extension.deltaCRLIndicator) != null;
  }

  private static boolean isCa(X509CertificateHolder certificate) {
    return BasicConstraints.fromExtensions(certificate.getExtensions()).isCA();
  }

  private @Nullable IssuingDistributionPoint scope() {
    Extension scope = list.getExtension(Extension.issuingDistributionPoint);
    return scope == null ? null : IssuingDistributionPoint.getInstance(scope.getParsedValue());
  }

  private static byte[] tbs(CertificateList signed) {
    try {
      return signed.getTBSCertList().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("what was decoded can be encoded", e);
    }
  }

  /** Whom it names, as the builder of the next list takes them. */
  List<X509CRLEntryHolder> entries() {
    List<X509CRLEntryHolder> entries = new ArrayList<>();
    for (Object entry : list.getRevokedCertificates()) {
      entries.add((X509CRLEntryHolder) entry);
    }
    return entries;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RevocationList same && der.equals(same.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  @Override
  public String toString() {
    return "revocation list " + number() + " of " + since();
  }
}
