package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies evidence records (RFC 4998 §4.3, §5.3).
 *
 * @param stamps who is believed about time
 */
public record EvidenceVerifier(TimeStampVerifier stamps) {
  /**
   * One time stamp of a record, and what was found.
   *
   * @param algorithms what it rests on: the digest of its tree, and those of its token
   * @param faults none where it holds
   */
  public record Step(Instant time, Set<DigestAlgorithm> algorithms, Set<EvidenceFault> faults) {
    public Step {
      algorithms = Set.copyOf(algorithms);
      faults = Set.copyOf(faults);
    }
  }

  /**
   * Every time stamp, in the order of the record.
   *
   * @param digests of what should be covered, by the algorithm that is asked for: at least one
   * @param earlier the token that proved it until then, which the record came to renew; null where
   *     there is none
   */
  public List<Step> verify(
      EvidenceRecord record,
      Function<DigestAlgorithm, List<Bytes>> digests,
      @Nullable TimeStamp earlier) {
    List<Step> steps = new ArrayList<>();
    TimeStamp before = earlier;
    for (int i = 0; i < record.chains().size(); i++) {
      List<ArchiveTimeStamp> chain = record.chains().get(i);
      DigestAlgorithm algorithm = chain.getFirst().algorithm();
      List<Bytes> covered = renewed(algorithm, digests.apply(algorithm), record, i);
      for (ArchiveTimeStamp each : chain) {
        Set<EvidenceFault> faults = faults(each, covered, before);
        if (each.algorithm() != algorithm) {
          faults.add(EvidenceFault.DIGEST);
        }
        steps.add(new Step(each.stamp().time(), algorithms(each), faults));
        before = each.stamp();
        covered = List.of(algorithm.of(before.der()));
      }
    }
    return List.copyOf(steps);
  }

  /**
   * Whether a record whose steps these are still proves something although digests have lost their
   * worth: every step was covered by the next one before that happened to what it rests on.
   *
   * @param lapses when digests lost their worth, and the time at which the last step is judged
   */
  public static boolean outlives(List<Step> steps, Lapses lapses) {
    for (int i = 0; i < steps.size(); i++) {
      Instant covered = i + 1 < steps.size() ? steps.get(i + 1).time() : lapses.now();
      if (!steps.get(i).algorithms().stream().allMatch(each -> lapses.after(each, covered))) {
        return false;
      }
    }
    return true;
  }

  /** What the first time stamp of a chain covers: the thing, and all chains before (§5.3). */
  static List<Bytes> renewed(
      DigestAlgorithm algorithm, List<Bytes> digests, EvidenceRecord record, int chainsBefore) {
    return chainsBefore == 0 ? digests : renewed(algorithm, digests, record.sequence(chainsBefore));
  }

  /**
   * What the first time stamp of a new chain covers (RFC 4998 §5.3).
   *
   * @param digests of the thing, by the new algorithm
   * @param before all chains so far, as {@link EvidenceRecord#der} gives them
   */
  public static List<Bytes> renewed(DigestAlgorithm algorithm, List<Bytes> digests, Bytes before) {
    Bytes chains = algorithm.of(before);
    return digests.stream().map(digest -> algorithm.of(digest, chains)).toList();
  }

  private Set<EvidenceFault> faults(
      ArchiveTimeStamp stamp, List<Bytes> covered, @Nullable TimeStamp before) {
    Set<EvidenceFault> faults = EnumSet.noneOf(EvidenceFault.class);
    List<List<Bytes>> lists = stamp.reduced().isEmpty() ? List.of(covered) : stamp.reduced();
    if (covered.isEmpty() || !new HashSet<>(lists.getFirst()).containsAll(covered)) {
      faults.add(EvidenceFault.NOT_COVERED);
    }
    if (!stamp.stamp().covers(stamp.algorithm(), root(stamp.algorithm(), lists))) {
      faults.add(EvidenceFault.ROOT);
    } else if (!stamps.verify(stamp.stamp()).isEmpty()) {
      faults.add(EvidenceFault.TOKEN);
    }
    if (before != null) {
      if (stamp.stamp().time().isBefore(before.time())) {
        faults.add(EvidenceFault.ORDER);
      }
      if (stamps.certifiedUntil(before).isBefore(stamp.stamp().time())) {
        faults.add(EvidenceFault.TOO_LATE);
      }
    }
    return faults;
  }

  private static Bytes root(DigestAlgorithm algorithm, List<List<Bytes>> lists) {
    Bytes root = HashTree.node(algorithm, lists.getFirst());
    for (List<Bytes> list : lists.subList(1, lists.size())) {
      List<Bytes> with = new ArrayList<>(list);
      with.add(root);
      root = HashTree.node(algorithm, with);
    }
    return root;
  }

  private static Set<DigestAlgorithm> algorithms(ArchiveTimeStamp stamp) {
    Set<DigestAlgorithm> algorithms = EnumSet.of(stamp.algorithm());
    algorithms.addAll(stamp.stamp().digestAlgorithms());
    return algorithms;
  }
}
