package cn.cunzhen.core.evidence;

import cn.cunzhen.core.revocation.RevocationData;
import cn.cunzhen.core.seal.Issuer;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Certificates, and what their issuers said of them, as they were gathered together.
 *
 * @param to how many entries of the ledger were looked through for certificates
 */
public record Validation(
    long to, List<X509CertificateHolder> certificates, List<RevocationData> revocations) {
  /** Nothing that was gathered from no entry. */
  public static final Validation NONE = new Validation(0, List.of(), List.of());

  public Validation {
    certificates = List.copyOf(certificates);
    revocations = List.copyOf(revocations);
  }

  /** The certificate that stands behind another; empty for a root, and where it is not there. */
  public Optional<Issuer> issuer(X509CertificateHolder certificate) {
    return certificates.stream()
        .filter(candidate -> !candidate.equals(certificate))
        .map(Issuer::new)
        .filter(candidate -> candidate.issued(certificate))
        .findFirst();
  }

  /** How many bytes what was said of them takes. */
  long size() {
    return revocations.stream().mapToLong(said -> said.der().size()).sum();
  }

  /** What is wrong with it, all certificates being taken for what they say; empty where nothing. */
  Optional<String> fault() {
    for (X509CertificateHolder certificate : certificates) {
      if (!new Issuer(certificate).isRoot() && issuer(certificate).isEmpty()) {
        return Optional.of("nobody stands behind " + certificate.getSubject());
      }
    }
    return revocations.stream()
        .filter(said -> certificates.stream().noneMatch(each -> speaksOf(said, each)))
        .findFirst()
        .map(said -> "a " + said + " speaks of no certificate, or is signed by nobody");
  }

  private boolean speaksOf(RevocationData said, X509CertificateHolder certificate) {
    return issuer(certificate).filter(by -> said.fault(certificate, by).isEmpty()).isPresent();
  }
}
