package cn.cunzhen.core.longterm;

import cn.cunzhen.core.evidence.Validation;
import cn.cunzhen.core.revocation.RevocationData;
import cn.cunzhen.core.seal.Issuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What is known of the certificates behind a seal and its stamps, at one time.
 *
 * @param known certificates with their issuers, and all that was said of them
 * @param roots where a chain must end
 */
record KnownStatus(Validation known, Set<X509CertificateHolder> roots, Instant now) {
  private static final int LONGEST = 8;

  /** Certificates that come together with what they need, or with what keeps them from it. */
  record Status(
      Set<X509CertificateHolder> certificates,
      Set<RevocationData> revocations,
      List<Obstacle> obstacles) {}

  /** Of a signer's certificate and those behind it, without the root. */
  Status of(X509CertificateHolder signer) {
    Status status = new Status(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
    X509CertificateHolder certificate = signer;
    while (!roots.contains(certificate)) {
      Optional<Issuer> issuer = known.issuer(certificate);
      if (issuer.isEmpty() || status.certificates().size() == LONGEST) {
        status.obstacles().add(obstacle(certificate, Obstacle.Why.NO_CHAIN));
        return status;
      }
      status.certificates().add(certificate);
      look(certificate, issuer.get(), status);
      certificate = issuer.get().certificate();
    }
    return status;
  }

  private void look(X509CertificateHolder certificate, Issuer issuer, Status to) {
    Optional<RevocationData> newest =
        known.revocations().stream()
            .filter(said -> said.faultAt(now, certificate, issuer).isEmpty())
            .max(Comparator.comparing(RevocationData::since));
    newest.ifPresent(to.revocations()::add);
    if (!certificate.isValidOn(Date.from(now))) {
      to.obstacles().add(obstacle(certificate, Obstacle.Why.ENDED));
    } else if (newest.isEmpty()) {
      to.obstacles().add(obstacle(certificate, Obstacle.Why.NOT_GATHERED));
    } else if (newest.get().revocation(certificate).isPresent()) {
      to.obstacles().add(obstacle(certificate, Obstacle.Why.REVOKED));
    }
  }

  private static Obstacle obstacle(X509CertificateHolder certificate, Obstacle.Why why) {
    return new Obstacle(certificate.getSubject().toString(), why);
  }
}
