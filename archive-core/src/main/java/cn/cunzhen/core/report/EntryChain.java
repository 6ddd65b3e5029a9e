package cn.cunzhen.core.report;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.ArchiveTimeStamp;
import cn.cunzhen.core.evidence.EvidenceRecord;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.proof.EntryProof;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.witness.TrustPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leads from an entry of the ledger to the time: nothing of it is personal.
 *
 * @param witnesses of the archive's policy that cosigned the checkpoint
 * @param renewals in the order of time; none as long as nothing was renewed
 * @param evidence digest of the evidence record that they make up; null where there are none
 */
public record EntryChain(
    InclusionProof inclusion,
    Note checkpoint,
    List<TimeStamp> stamps,
    List<Witness> witnesses,
    List<Renewed> renewals,
    @Nullable Sha256 evidence) {
  public EntryChain {
    stamps = List.copyOf(stamps);
    witnesses = List.copyOf(witnesses);
    renewals = List.copyOf(renewals);
  }

  /** A witness, and when it says that it cosigned. */
  public record Witness(String name, Instant at) {}

  /**
   * A time stamp by which evidence was renewed.
   *
   * @param chain counts from 1; a new one begins where the digest changes
   * @param certifiedUntil when the first certificate in it ends
   */
  public record Renewed(
      int chain, DigestAlgorithm algorithm, Instant at, String authority, Instant certifiedUntil) {
    private static Renewed of(int chain, ArchiveTimeStamp stamp) {
      return new Renewed(
          chain,
          stamp.algorithm(),
          stamp.stamp().time(),
          stamp.stamp().authority(),
          stamp.stamp().certifiedUntil());
    }
  }

  /**
   * What of a proof a report says.
   *
   * @param policy names the witnesses; null where the archive has none
   */
  public static EntryChain of(EntryProof proof, @Nullable TrustPolicy policy) {
    return new EntryChain(
        proof.inclusion(),
        proof.checkpoint(),
        proof.timestamps().stream().map(TimeStamp::parse).toList(),
        policy == null ? List.of() : witnesses(policy, proof.checkpoint()),
        renewals(proof),
        proof.evidence() == null ? null : Sha256.of(proof.evidence()));
  }

  private static List<Witness> witnesses(TrustPolicy policy, Note checkpoint) {
    return policy.witnesses(checkpoint).stream()
        .flatMap(each ->
            checkpoint.cosignedAt(each.key()).map(at -> new Witness(each.name(), at)).stream())
        .toList();
  }

  private static List<Renewed> renewals(EntryProof proof) {
    List<Renewed> renewals = new ArrayList<>();
    if (proof.evidence() != null) {
      int number = 0;
      for (List<ArchiveTimeStamp> chain : EvidenceRecord.parse(proof.evidence()).chains()) {
        number++;
        for (ArchiveTimeStamp stamp : chain) {
          renewals.add(Renewed.of(number, stamp));
        }
      }
    }
    return renewals;
  }
}
