package cn.cunzhen.core.revocation;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Where an issuer says that its revocation lists and answers are (RFC 5280 §4.2.1.13, §4.2.2.1).
 *
 * <p>Only what is reached by http or https counts: a certificate must not have files or directories
 * read.
 */
public final class DistributionPoints {
  private static final int MOST = 8;
  private static final int LONGEST = 2_048;

  private DistributionPoints() {}

  /** Where there are lists that speak of the certificate, at most {@value #MOST}. */
  public static List<URI> of(X509CertificateHolder certificate) {
    Extension extension = certificate.getExtension(Extension.cRLDistributionPoints);
    List<URI> found = new ArrayList<>();
    if (extension != null) {
      for (DistributionPoint point :
          CRLDistPoint.getInstance(extension.getParsedValue()).getDistributionPoints()) {
        // Of one that gives only some reasons, or another issuer's list, nothing can be concluded.
        if (point.getReasons() == null && point.getCRLIssuer() == null) {
          found.addAll(of(point.getDistributionPoint()));
        }
      }
    }
    return found.stream().distinct().limit(MOST).toList();
  }

  /** Where a list says that it is found. */
  static List<URI> of(IssuingDistributionPoint scope) {
    return of(scope.getDistributionPoint());
  }

  /** Where its issuer answers questions on its status, at most {@value #MOST}. */
  public static List<URI> answerersOf(X509CertificateHolder certificate) {
    Extension extension = certificate.getExtension(Extension.authorityInfoAccess);
    List<URI> found = new ArrayList<>();
    if (extension != null) {
      for (AccessDescription each :
          AuthorityInformationAccess.getInstance(extension.getParsedValue())
              .getAccessDescriptions()) {
        if (each.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
          web(each.getAccessLocation()).ifPresent(found::add);
        }
      }
    }
    return found.stream().distinct().limit(MOST).toList();
  }

  private static List<URI> of(@Nullable DistributionPointName name) {
    List<URI> found = new ArrayList<>();
    if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
      for (GeneralName each : GeneralNames.getInstance(name.getName()).getNames()) {
        web(each).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<URI> web(GeneralName name) {
    if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return Optional.empty();
    }
    String text = ASN1IA5String.getInstance(name.getName()).getString();
    boolean fit = text.length() <= LONGEST && text.matches("(?i)https?://[!-~]+");
    try {
      return fit
          ? Optional.of(URI.create(text)).filter(address -> address.getHost() != null)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
