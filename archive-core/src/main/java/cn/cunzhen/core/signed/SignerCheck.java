package cn.cunzhen.core.signed;

import cn.cunzhen.core.seal.Trust;
import cn.cunzhen.core.seal.VerificationKey;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * What is left to ask once a signature is known to be right: whether it still means anything, and
 * who made it. Any thread may use it.
 */
public final class SignerCheck {
  private final Trust trust;
  private final Clock clock;

  public SignerCheck(Trust trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /**
   * Judges a signature that others have verified.
   *
   * @param wrong what they found; null where nothing is wrong
   */
  public Judgement judge(
      @Nullable Reason wrong, X509CertificateHolder signer, List<X509CertificateHolder> others) {
    try {
      var key = VerificationKey.of(signer.getSubjectPublicKeyInfo());
      boolean weak = key != null && SignatureMethod.isShort(key);
      Reason reason = wrong == null ? of(signer, others, Trust.Use.SIGNING, weak) : wrong;
      return Judgement.of(reason, signer, null);
    } catch (RuntimeException e) {
      // Bouncy Castle decodes lazily: a certificate of which only the key could be read.
      return Judgement.of(wrong == null ? Reason.NO_CERTIFICATE_CHAIN_FOUND : wrong);
    }
  }

  /**
   * Judges the signer as of now: that it signed earlier is only its own word.
   *
   * @param weak whether the signature was made by means that can be forged by now; said first,
   *     since no root mends it
   */
  @Nullable Reason of(
      X509CertificateHolder signer,
      List<X509CertificateHolder> others,
      Trust.Use use,
      boolean weak) {
    if (weak) {
      return Reason.CRYPTO_CONSTRAINTS_FAILURE;
    }
    return switch (trust.of(signer, others, use, clock.instant())) {
      case BELIEVED -> null;
      case UNKNOWN -> Reason.NO_CERTIFICATE_CHAIN_FOUND;
      case UNFIT -> Reason.CHAIN_CONSTRAINTS_FAILURE;
      case OUT_OF_DATE -> Reason.OUT_OF_BOUNDS_NO_POE;
    };
  }
}
