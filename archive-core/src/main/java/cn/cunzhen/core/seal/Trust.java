package cn.cunzhen.core.seal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whether a signer from outside leads to a root that is believed. Any thread may use it.
 *
 * <p>Revocation is not asked for: there is no network at intake.
 */
public final class Trust {
  private static final int MOST_CERTIFICATES = 32;

  private final Anchors anchors;

  public Trust(Anchors anchors) {
    this.anchors = anchors;
  }

  /** What a certificate is used for. */
  public enum Use {
    SIGNING,
    TIME_STAMPS
  }

  /** Where a certificate stands. */
  public enum Standing {
    BELIEVED,
    /** No chain leads to an anchor. */
    UNKNOWN,
    /** A certificate of the chain is not made for its use. */
    UNFIT,
    /** A certificate of the chain is not valid at the time. */
    OUT_OF_DATE
  }

  /**
   * Judges a signer's certificate.
   *
   * @param others the certificates that came with it; those beyond 32 are passed over
   */
  public Standing of(
      X509CertificateHolder signer, List<X509CertificateHolder> others, Use use, Instant at) {
    Predicate<X509CertificateHolder> fits =
        switch (use) {
          case SIGNING -> Certificates::maySignOutside;
          case TIME_STAMPS -> Certificates::mayStamp;
        };
    if (anchors.certificates().contains(signer)) {
      return standing(fits.test(signer), Certificates.validAt(at, signer));
    }
    if (anchors.certificates().isEmpty()) {
      return Standing.UNKNOWN;
    }
    List<X509CertificateHolder> inside = new ArrayList<>(List.of(signer));
    others.stream().filter(o -> !o.equals(signer)).limit(MOST_CERTIFICATES).forEach(inside::add);
    try {
      return standing(CertificatePath.of(inside, anchors, fits), at);
    } catch (RuntimeException e) {
      // Bouncy Castle decodes lazily: a certificate that is none leads nowhere.
      return Standing.UNKNOWN;
    }
  }

  private static Standing standing(CertificatePath path, Instant at) {
    return path.faults().contains(SealFault.CHAIN)
        ? Standing.UNKNOWN
        : standing(!path.faults().contains(SealFault.CERTIFICATE_USE), path.validAt(at));
  }

  private static Standing standing(boolean fit, boolean valid) {
    if (!fit) {
      return Standing.UNFIT;
    }
    return valid ? Standing.BELIEVED : Standing.OUT_OF_DATE;
  }
}
