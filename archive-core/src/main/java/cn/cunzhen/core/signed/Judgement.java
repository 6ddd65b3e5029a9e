package cn.cunzhen.core.signed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * What the cryptography of one signature says.
 *
 * @param reason null where it is passed
 */
public record Judgement(
    @Nullable Reason reason, @Nullable String signer, @Nullable Instant claimedTime) {
  public Judgement {
    claimedTime = claimedTime == null ? null : claimedTime.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Nothing but why. */
  public static Judgement of(Reason reason) {
    return new Judgement(reason, null, null);
  }

  static Judgement of(
      @Nullable Reason reason, X509CertificateHolder signer, @Nullable Instant claimedTime) {
    return new Judgement(reason, SignerName.of(signer.getSubject()), claimedTime);
  }

  /** Whether it is known to be wrong. */
  public boolean failed() {
    return reason != null && reason.indication() == Indication.FAILED;
  }

  /** The same, for another reason. */
  public Judgement withReason(Reason other) {
    return new Judgement(other, signer, claimedTime);
  }

  Judgement withTime(Instant time) {
    return new Judgement(reason, signer, time);
  }

  /** The same, with what the file says of the time where the signature itself says nothing. */
  public Judgement orTime(@Nullable Instant time) {
    return claimedTime == null ? new Judgement(reason, signer, time) : this;
  }
}
