package cn.cunzhen.core.tally;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.tally.AccessVerdict.Fault;
import cn.cunzhen.core.tally.AccessVerdict.Kind;
import cn.cunzhen.core.tally.AccessVerdict.Untold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Verifies proofs of accesses with nothing but keys.
 *
 * @param ledger the key of the archive's checkpoints
 * @param auditors the keys of auditors whom one believes; may be none
 */
public record AccessProofVerifier(VerifierKey ledger, List<VerifierKey> auditors) {
  public AccessProofVerifier {
    auditors = List.copyOf(auditors);
  }

  /** What it shows; where anything is wrong with it, nothing. */
  public AccessVerdict verify(AccessProof proof) {
    Optional<Fault> fault = fault(proof);
    if (fault.isPresent()) {
      return new AccessVerdict(
          proof.record(), fault, 0, List.of(), Optional.empty(), List.of(), List.of());
    }
    List<AccessProof.OfTally> tallies = proof.tallies();
    return new AccessVerdict(
        proof.record(),
        fault,
        tallies.stream().mapToLong(each -> count(proof, each)).sum(),
        tallies.stream()
            .flatMap(each -> each.accesses().stream())
            .map(AccessProof.Shown::open)
            .toList(),
        Optional.of(tallies.getLast().statement().tally().plan().at()),
        standing(tallies),
        untold(tallies));
  }

  private Optional<Fault> fault(AccessProof proof) {
    if (proof.tallies().isEmpty()) {
      return Optional.of(new Fault(Kind.EMPTY, 0));
    }
    if (!ledger.name().value().equals(proof.archive().value())) {
      return Optional.of(new Fault(Kind.ARCHIVE, 0));
    }
    Optional<Tally> before = Optional.empty();
    for (AccessProof.OfTally part : proof.tallies()) {
      long number = before.map(tally -> tally.plan().number()).orElse(0L) + 1;
      Tally tally = part.statement().tally();
      Optional<Kind> kind =
          !isSigned(part.statement().note())
              ? Optional.of(Kind.SIGNATURE)
              : !(tally.plan().archive().equals(proof.archive())
                      && Sequence.follows(before, tally.plan()))
                  ? Optional.of(Kind.ORDER)
                  : fault(proof, part);
      if (kind.isPresent()) {
        return Optional.of(new Fault(kind.get(), number));
      }
      before = Optional.of(tally);
    }
    return Optional.empty();
  }

  /** By the archive; and no signature that names a known auditor is wrong. */
  private boolean isSigned(Note note) {
    List<VerifierKey> known = new ArrayList<>(auditors);
    VerifierKey own = Tally.key(ledger);
    known.add(own);
    return note.signers(known).contains(own);
  }

  private static Optional<Kind> fault(AccessProof proof, AccessProof.OfTally part) {
    Tally tally = part.statement().tally();
    TreeHash tree = new TreeHash();
    for (TallyLog.Proved proved : part.entries()) {
      if (!proved.inclusion().proves(tree.leaf(proved.entry().format()), tally.root())) {
        return Optional.of(Kind.ENTRY);
      }
    }
    Optional<TallyCount> own = own(proof, part);
    if (own.isEmpty()) {
      return isMissing(key(proof, tally), part.entries(), tally.size())
          ? part.accesses().isEmpty() && part.opened().isEmpty()
              ? Optional.empty()
              : Optional.of(Kind.COUNT)
          : Optional.of(Kind.NEIGHBOURS);
    }
    for (AccessProof.Shown counted : part.accesses()) {
      if (!stands(proof, tally.plan(), counted, tree)) {
        return Optional.of(Kind.ACCESS);
      }
    }
    return counts(own.get(), part.accesses()) ? Optional.empty() : Optional.of(Kind.COUNT);
  }

  private static Sha256 key(AccessProof proof, Tally tally) {
    return TallyEntry.key(tally.plan().origin(), proof.record());
  }

  /** What the record's own entry stands for, where there is one and it is that. */
  private static Optional<TallyCount> own(AccessProof proof, AccessProof.OfTally part) {
    Sha256 key = key(proof, part.statement().tally());
    return part.opened()
        .filter(opened -> part.entries().size() == 1)
        .filter(opened ->
            part.entries()
                .getFirst()
                .entry()
                .equals(new TallyEntry(key, opened.count().commitment(opened.salt()))))
        .map(AccessProof.Opened::count);
  }

  private static long count(AccessProof proof, AccessProof.OfTally part) {
    return own(proof, part).map(TallyCount::count).orElse(0L);
  }

  /** Whether these stand side by side, or at the end, and the key would stand between or behind. */
  private static boolean isMissing(Sha256 key, List<TallyLog.Proved> entries, long size) {
    return switch (entries.size()) {
      case 0 -> size == 0;
      case 1 -> {
        TallyLog.Proved only = entries.getFirst();
        long index = only.inclusion().index();
        yield (index == 0 && isLess(key, only.entry().key()))
            || (index == size - 1 && isLess(only.entry().key(), key));
      }
      case 2 -> {
        TallyLog.Proved left = entries.getFirst();
        TallyLog.Proved right = entries.getLast();
        yield left.inclusion().index() + 1 == right.inclusion().index()
            && isLess(left.entry().key(), key)
            && isLess(key, right.entry().key());
      }
      default -> false;
    };
  }

  private static boolean isLess(Sha256 one, Sha256 other) {
    return one.hex().compareTo(other.hex()) < 0;
  }

  private static boolean stands(
      AccessProof proof, Plan plan, AccessProof.Shown counted, TreeHash tree) {
    Place place = counted.place();
    return plan.span(counted.node())
        .filter(span -> span.holds(place.index()))
        .filter(span -> counted.inclusion().proves(tree.leaf(place.leaf()), span.root()))
        .map(_ -> CanonicalJson.parse(counted.open()))
        .filter(body -> body.path("record").asText().equals(proof.record().value()))
        .filter(body -> body.path("outcome").asText().equals("granted"))
        .isPresent();
  }

  /** Where all bodies are there their places are those that were counted; each is there once. */
  private static boolean counts(TallyCount own, List<AccessProof.Shown> accesses) {
    List<Place> places = accesses.stream().map(AccessProof.Shown::place).toList();
    if (places.stream().distinct().count() != places.size() || places.size() > own.count()) {
      return false;
    }
    return places.size() < own.count() || TallyCount.of(places).equals(own);
  }

  private List<KeyName> standing(List<AccessProof.OfTally> tallies) {
    List<List<VerifierKey>> signed =
        tallies.stream().map(each -> each.statement().note().signers(auditors)).toList();
    return signed.stream().anyMatch(List::isEmpty)
        ? List.of()
        : signed.stream().flatMap(List::stream).map(VerifierKey::name).distinct().toList();
  }

  private static List<Untold> untold(List<AccessProof.OfTally> tallies) {
    Map<String, Untold> first = new TreeMap<>();
    tallies.stream()
        .flatMap(each -> each.statement().tally().plan().spans().stream())
        .forEach(span -> first.putIfAbsent(span.node(), new Untold(span.node(), span.from())));
    return first.values().stream().filter(untold -> untold.entries() > 0).toList();
  }
}
