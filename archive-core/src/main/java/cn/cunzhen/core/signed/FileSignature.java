package cn.cunzhen.core.signed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one signature inside of a file.
 *
 * <p>Passed means: the content is the one that was signed, and the signer's certificate leads to a
 * root that is believed and is valid now. Whether it was revoked is not asked.
 *
 * @param reason null where it is passed
 * @param signer the subject of the signer's certificate (RFC 4514), at most 200 characters; null
 *     where none is known
 * @param claimedTime when it says it was made, in whole seconds; null where it does not say
 * @param outside what it does not cover: bytes after it ({@link Covers#BEGINNING}), or parts of the
 *     container ({@link Covers#PART}); 0 where nothing, or where it is not counted
 */
public record FileSignature(
    Kind kind,
    @Nullable Reason reason,
    @Nullable String signer,
    @Nullable Instant claimedTime,
    Covers covers,
    long outside) {
  /** How the file carries it. */
  public enum Kind {
    PDF,
    CMS,
    OFD,
    MAIL,
    XML,
    /** A ZIP that carries signatures: ASiC, OpenDocument, Office Open XML. */
    CONTAINER
  }

  /** How much of the file it speaks for, the signature itself apart. */
  public enum Covers {
    WHOLE,
    BEGINNING,
    PART,
    UNKNOWN
  }

  public FileSignature {
    if (outside < 0 || !fits(covers, outside)) {
      throw new IllegalArgumentException("what is outside does not fit what is covered");
    }
    if (signer != null && (signer.isEmpty() || !signer.equals(SignerName.clean(signer)))) {
      throw new IllegalArgumentException("not a signer's name");
    }
    if (claimedTime != null && !claimedTime.equals(claimedTime.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("not a time in whole seconds");
    }
  }

  private static boolean fits(Covers covers, long outside) {
    return switch (covers) {
      case WHOLE, UNKNOWN -> outside == 0;
      case BEGINNING -> outside > 0;
      case PART -> true;
    };
  }

  /** One that was not verified, for a reason that says nothing against it. */
  public static FileSignature unknown(Kind kind, Reason reason) {
    return new FileSignature(kind, reason, null, null, Covers.UNKNOWN, 0);
  }

  /** What the cryptography says, with what the file says of its place. */
  public static FileSignature of(Kind kind, Judgement judged, Covers covers, long outside) {
    return new FileSignature(
        kind, judged.reason(), judged.signer(), judged.claimedTime(), covers, outside);
  }

  public Indication indication() {
    return reason == null ? Indication.PASSED : reason.indication();
  }

  /** Whether the content is known to be the one that was signed, whoever signed it. */
  public boolean intact() {
    return reason == null || reason.intact();
  }

  public boolean failed() {
    return indication() == Indication.FAILED;
  }
}
