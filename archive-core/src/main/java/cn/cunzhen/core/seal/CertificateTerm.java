package cn.cunzhen.core.seal;

import java.time.Instant;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * How long a certificate of the archive lasts.
 *
 * @param subject as RFC 4514 writes it
 */
public record CertificateTerm(Use use, String subject, Instant until) {
  /** What a certificate is there for. */
  public enum Use {
    /** Seals, ECDSA on P-256. */
    SEAL,
    /** Seals, SM2. */
    SEAL_GM,
    /** Seals, ML-DSA. */
    SEAL_PQ,
    /** Time stamps. */
    TIME_STAMPS,
    /** It issued one of the others. */
    ISSUER,
    /** A root that verifiers trust. */
    ROOT
  }

  static CertificateTerm of(Use use, X509CertificateHolder certificate) {
    return new CertificateTerm(
        use, certificate.getSubject().toString(), certificate.getNotAfter().toInstant());
  }

  /** Whether it has ended by that time. */
  public boolean endsBy(Instant time) {
    return !until.isAfter(time);
  }
}
