package cn.cunzhen.core.copy;

import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.DocumentSealVerdict;
import cn.cunzhen.core.seal.DocumentSealVerifier;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.TimeStampFault;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies certified copies and probative-value reports, with nothing but trust anchors; without
 * them whose seal it is stays unknown.
 *
 * @param anchors the archive's own; null where none are at hand
 * @param stampAnchors of authorities outside, believed about time alone: where there are any that
 *     are not the archive's own, its stamps are checked and give no time; null where none are at
 *     hand, and the stamp of such an authority stays unknown
 */
public record CopyVerifier(@Nullable Anchors anchors, @Nullable Anchors stampAnchors) {
  private static final Bytes PDF = Bytes.utf8("%PDF-");

  /** Faults that say whose seal it is not, rather than what it is not over. */
  private static final Set<SealFault> OF_SIGNER =
      EnumSet.of(
          SealFault.CHAIN,
          SealFault.ROOT_INSIDE,
          SealFault.SURPLUS_CERTIFICATE,
          SealFault.CERTIFICATE_USE,
          SealFault.VALIDITY);

  /** Whether a file is to be read as a certified copy. */
  public static boolean startsLikeACopy(Bytes beginning) {
    return beginning.size() >= PDF.size() && beginning.slice(0, PDF.size()).equals(PDF);
  }

  /** Every check of a copy, in the order of the chain from the file to the time. */
  public List<Check> verify(Path file) throws IOException {
    try (FileChannel pdf = FileChannel.open(file)) {
      return verify(pdf, ReportMark.isIn(pdf) ? Name.REPORT : Name.COPY);
    }
  }

  private List<Check> verify(FileChannel pdf, Name kind) throws IOException {
    try {
      SealedPdf sealed = SealedPdf.read(pdf);
      Bytes seal = sealed.seal(pdf);
      DocumentSealVerdict found =
          verifier(Anchors.all(anchors, stampAnchors)).verify(seal, sealed.digest());
      Anchors outside = Anchors.all(stampAnchors).without(Anchors.all(anchors));
      boolean told =
          outside.certificates().isEmpty()
              || verifier(outside).verify(seal, sealed.digest()).stamp().isEmpty();
      return checks(kind, found, told);
    } catch (MalformedCopyException e) {
      return List.of(
          new Check(kind, Verdict.FAILS),
          new Check(Name.COPY_SEAL, Verdict.UNKNOWN),
          new Check(Name.COPY_SIGNER, Verdict.UNKNOWN),
          new Check(Name.COPY_TIME, Verdict.UNKNOWN));
    }
  }

  private DocumentSealVerifier verifier(Anchors ofStamps) {
    return new DocumentSealVerifier(Anchors.all(anchors), ofStamps);
  }

  /**
   * @param told whether the time of the stamp is believed
   */
  private List<Check> checks(Name kind, DocumentSealVerdict found, boolean told) {
    Verdict signer = signer(found.seal());
    Verdict time = time(found.stamp());
    return List.of(
        new Check(kind, Verdict.HOLDS),
        new Check(Name.COPY_SEAL, Verdict.of(OF_SIGNER.containsAll(found.seal()))),
        new Check(Name.COPY_SIGNER, signer),
        new Check(Name.COPY_TIME, time, time == Verdict.HOLDS && told ? found.time() : null));
  }

  private Verdict signer(List<SealFault> faults) {
    if (faults.contains(SealFault.MALFORMED)) {
      return Verdict.UNKNOWN;
    }
    List<SealFault> ofSigner = faults.stream().filter(OF_SIGNER::contains).toList();
    return anchors == null && ofSigner.equals(List.of(SealFault.CHAIN))
        ? Verdict.UNKNOWN
        : Verdict.of(ofSigner.isEmpty());
  }

  private Verdict time(List<TimeStampFault> faults) {
    return stampAnchors == null && faults.equals(List.of(TimeStampFault.CHAIN))
        ? Verdict.UNKNOWN
        : Verdict.of(faults.isEmpty());
  }
}
