package cn.cunzhen.core.ledger;

import cn.cunzhen.core.ledger.Ruling.Declined;
import cn.cunzhen.core.ledger.Ruling.Fits;
import cn.cunzhen.core.ledger.Ruling.Present;
import cn.cunzhen.core.ledger.Ruling.Reason;
import cn.cunzhen.core.record.RecordId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The third invariant: once, and in order.
 *
 * <p>Judged against the entries of one head, anew for every attempt to append to it.
 *
 * @param entriesOf a record's entries up to that head
 * @param cited whether a kept record up to that head cites the given one
 */
record Precondition(Function<RecordId, List<Registered>> entriesOf, Predicate<RecordId> cited) {

  Ruling judge(Proposal proposal) {
    List<Registered> entries = entriesOf.apply(proposal.record());
    return present(proposal, entries)
        .<Ruling>map(Present::new)
        .orElseGet(() -> declined(proposal, entries).<Ruling>map(Declined::new).orElse(new Fits()));
  }

  /** The entry that is this proposal, or an earlier attempt at the same command. */
  static Optional<Registered> present(Proposal proposal, List<Registered> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Set<?> attempts = proposal.attempts().get();
    return entries.stream()
        .filter(
            e -> proposal.is(e) || (e.type() == proposal.type() && attempts.contains(e.digest())))
        .findFirst();
  }

  private Optional<Reason> declined(Proposal proposal, List<Registered> entries) {
    if (entries.stream().anyMatch(e -> e.type() == EntryType.DISPOSED)) {
      return Optional.of(Reason.DISPOSED);
    }
    return switch (proposal.type()) {
      case ARCHIVED -> entries.isEmpty() ? citesDisposed(proposal) : Optional.of(Reason.EXISTS);
      case AMENDED -> follows(proposal, entries) ? citesDisposed(proposal) : stale(entries);
      case HELD, TRANSFERRED, CHECKED ->
          isLast(proposal, entries) ? Optional.empty() : stale(entries);
      case RENEWED -> renewal(proposal, entries);
      case RELEASED -> held(entries) ? Optional.empty() : Optional.of(Reason.NOT_HELD);
      case DISPOSED -> disposal(proposal, entries);
      case CONTINUED -> Optional.of(Reason.ABSENT);
    };
  }

  /** Renewals are the archive's own, and counted. */
  private static Optional<Reason> renewal(Proposal proposal, List<Registered> entries) {
    if (!proposal.record().equals(RecordId.ARCHIVE)) {
      return Optional.of(Reason.ABSENT);
    }
    return proposal.version() == entries.size() + 1 ? Optional.empty() : Optional.of(Reason.STALE);
  }

  private Optional<Reason> disposal(Proposal proposal, List<Registered> entries) {
    if (!isLast(proposal, entries)) {
      return stale(entries);
    }
    if (held(entries)) {
      return Optional.of(Reason.HELD);
    }
    return cited.test(proposal.record()) ? Optional.of(Reason.CITED) : Optional.empty();
  }

  private Optional<Reason> citesDisposed(Proposal proposal) {
    boolean any =
        proposal.cites().stream()
            .map(entriesOf)
            .anyMatch(of -> of.stream().anyMatch(e -> e.type() == EntryType.DISPOSED));
    return any ? Optional.of(Reason.CITES_DISPOSED) : Optional.empty();
  }

  private static boolean follows(Proposal proposal, List<Registered> entries) {
    return lastVersion(entries)
        .filter(last -> proposal.version() == last.version() + 1)
        .filter(last -> last.digest().equals(proposal.previous()))
        .isPresent();
  }

  private static boolean isLast(Proposal proposal, List<Registered> entries) {
    return lastVersion(entries).filter(e -> e.version() == proposal.version()).isPresent();
  }

  private static Optional<Reason> stale(List<Registered> entries) {
    return Optional.of(entries.isEmpty() ? Reason.ABSENT : Reason.STALE);
  }

  private static boolean held(List<Registered> entries) {
    return entries.stream()
        .filter(e -> e.type() == EntryType.HELD || e.type() == EntryType.RELEASED)
        .reduce((earlier, later) -> later)
        .filter(e -> e.type() == EntryType.HELD)
        .isPresent();
  }

  /** The newest of a record's versions. */
  static Optional<Registered> lastVersion(List<Registered> entries) {
    return entries.stream().filter(e -> e.type().isOfVersion()).reduce((earlier, later) -> later);
  }
}
