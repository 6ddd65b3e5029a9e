package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.core.Archive;
import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.AccessLedger;
import cn.cunzhen.core.access.AccessLedger.Recording;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Decision;
import cn.cunzhen.core.access.Grants;
import cn.cunzhen.core.access.Grounds;
import cn.cunzhen.core.access.Openings;
import cn.cunzhen.core.access.Policy;
import cn.cunzhen.core.access.ReadingLimit.Standing;
import cn.cunzhen.core.bag.DamagedPackageException;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.bag.StoredPackage;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a record: found, allowed, and recorded before anything of it is given out.
 *
 * <p>A refusal is recorded too. A caller who may not know that a record exists hears what one hears
 * who asks for a record that does not.
 */
public final class Reading {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Pattern PLACE = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final Archive archive;
  private final AccessLedger accesses;
  private final Grants grants;
  private final Openings openings;
  private final Clock clock;

  public Reading(
      Archive archive, AccessLedger accesses, Grants grants, Openings openings, Clock clock) {
    this.openings = openings;
    this.grants = grants;
    this.archive = archive;
    this.accesses = accesses;
    this.clock = clock;
  }

  /** A record that the caller may read, and how much of it. */
  public record Granted(Holding holding, Decision decision) {}

  /** Makes an answer of what was granted. */
  @FunctionalInterface
  interface Answer<T> {
    T of(Granted granted) throws IOException, InterruptedException;
  }

  /**
   * Finds the record of the path, asks the policy, and records the access.
   *
   * @param file which of its files, from 1; null where it is about no single one
   */
  Granted of(Exchange exchange, Action action, @Nullable Integer file) throws InterruptedException {
    Begun begun = begin(exchange, action, file);
    begun.recording().await();
    return begun.granted();
  }

  /**
   * The same, and makes the answer while the access is being recorded; that comes back, or fails
   * for reasons of its own, only after the access is durable.
   */
  <T> T of(Exchange exchange, Action action, int file, Answer<T> answer)
      throws IOException, InterruptedException {
    Begun begun = begin(exchange, action, file);
    try {
      return answer.of(begun.granted());
    } finally {
      begun.recording().await();
    }
  }

  /** Files of one version of a record. */
  record Part(@Nullable Integer version, List<Integer> files) {}

  /**
   * The same of several files, each of which is recorded, and of any version: the caller must be
   * allowed to read both that and the latest.
   *
   * @param part the version, null for the latest; the files, none for all
   */
  <T> T of(Exchange exchange, Action action, Part part, Answer<T> answer)
      throws IOException, InterruptedException {
    Granted granted = granted(exchange, action, part.version());
    int files = granted.holding().record().files().size();
    if (part.files().stream().anyMatch(file -> file > files)) {
      throw new Problem(ProblemCode.NOT_FOUND, "the record has " + files + " files");
    }
    List<Integer> read =
        part.files().isEmpty() ? IntStream.rangeClosed(1, files).boxed().toList() : part.files();
    List<Recording> recordings =
        read.stream()
            .map(file ->
                record(exchange, action, granted.holding().record().id(), file, Outcome.GRANTED))
            .toList();
    try {
      return answer.of(granted);
    } finally {
      for (Recording recording : recordings) {
        recording.await();
      }
    }
  }

  private Granted granted(Exchange exchange, Action action, @Nullable Integer version)
      throws InterruptedException {
    Holding latest = found(exchange);
    Decision decision = require(exchange, action, latest.record(), null);
    if (version == null) {
      return new Granted(latest, decision);
    }
    Holding wanted =
        archive
            .version(latest, version)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "there is no such version"));
    return new Granted(wanted, require(exchange, action, wanted.record(), null));
  }

  /** Makes an answer of what is left of a record that can't be read. */
  @FunctionalInterface
  interface RemainsAnswer<T> {
    T of(RecordId record) throws IOException, InterruptedException;
  }

  /**
   * The same of any version as a whole; and where the record was disposed of, or its metadata can't
   * be read, of what is left: for those alone who may find every record.
   *
   * @param version null for the latest
   */
  <T> T of(
      Exchange exchange,
      Action action,
      @Nullable Integer version,
      Answer<T> answer,
      RemainsAnswer<T> ofRemains)
      throws IOException, InterruptedException {
    RecordId record = RecordCalls.recordId(exchange);
    Optional<Granted> granted = readable(exchange, action, record, version);
    if (granted.isEmpty()) {
      Decision decision = Policy.decideOfRemains(exchange.caller(), action, grounds(exchange));
      require(exchange, action, record, null, decision);
    }
    Recording recording = record(exchange, action, record, null, Outcome.GRANTED);
    try {
      return granted.isPresent() ? answer.of(granted.get()) : ofRemains.of(record);
    } finally {
      recording.await();
    }
  }

  /** A version that the caller may read; empty where there is one that nobody can. */
  private Optional<Granted> readable(
      Exchange exchange, Action action, RecordId record, @Nullable Integer version)
      throws InterruptedException {
    reach(exchange.position());
    if (archive.ledger().entriesOf(record).stream()
        .anyMatch(entry -> entry.type() == EntryType.DISPOSED)) {
      return Optional.empty();
    }
    try {
      return Optional.of(granted(exchange, action, version));
    } catch (DamagedPackageException | StorageException.Missing e) {
      if (exchange.caller().person() != null) {
        throw e; // whose it is can't be said, and that there is none would be untrue
      }
      return Optional.empty();
    }
  }

  /** What is granted, and may be shown as soon as it is recorded. */
  private record Begun(Granted granted, Recording recording) {}

  private Begun begin(Exchange exchange, Action action, @Nullable Integer file)
      throws InterruptedException {
    Holding holding = found(exchange);
    Decision decision = require(exchange, action, holding.record(), file);
    if (file != null && (file < 1 || file > holding.record().files().size())) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return new Begun(
        new Granted(holding, decision),
        record(exchange, action, holding.record().id(), file, Outcome.GRANTED));
  }

  private Holding found(Exchange exchange) throws InterruptedException {
    reach(exchange.position());
    return archive
        .find(RecordCalls.recordId(exchange))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  /** Asks the policy; a refusal is recorded before it is said. */
  private Decision require(
      Exchange exchange, Action action, ArchivalRecord record, @Nullable Integer file) {
    return require(exchange, action, record.id(), file, decide(exchange, action, record));
  }

  /** What the policy says to the caller of this record, with the grant that there may be. */
  public Decision decide(Exchange exchange, Action action, ArchivalRecord record) {
    Caller caller = exchange.caller();
    Grounds grounds = grounds(exchange);
    Decision without = Policy.decide(caller, action, record, grounds);
    Decision with = Policy.decide(caller, action, record, grounds.granted());
    // Most need none, so most don't ask for it.
    return with != without && grants.opens(caller, record.id()) ? with : without;
  }

  private static Grounds grounds(Exchange exchange) {
    return new Grounds(exchange.purpose().isPresent(), false);
  }

  private Decision require(
      Exchange exchange,
      Action action,
      RecordId record,
      @Nullable Integer file,
      Decision decision) {
    if (decision == Decision.ALLOWED || decision == Decision.MASKED) {
      if (!mayOpen(exchange, action, record)) {
        record(exchange, action, record, file, Outcome.REFUSED).await();
        throw new Problem(ProblemCode.LIMIT_REACHED);
      }
      return decision;
    }
    record(exchange, action, record, file, Outcome.REFUSED).await();
    throw new Problem(
        switch (decision) {
          case NEEDS_PURPOSE -> ProblemCode.PURPOSE_REQUIRED;
          case NEEDS_GRANT -> ProblemCode.GRANT_REQUIRED;
          case NEEDS_WARRANT -> ProblemCode.WARRANT_REQUIRED;
          case FORBIDDEN -> ProblemCode.FORBIDDEN;
          case HIDDEN, ALLOWED, MASKED -> ProblemCode.NOT_FOUND;
        });
  }

  private boolean mayOpen(Exchange exchange, Action action, RecordId record) {
    Caller caller = exchange.caller();
    return !Openings.isBounded(caller.role())
        || !Openings.isOpening(action)
        || openings.open(caller.account(), record);
  }

  /** How near the caller is to the limit of records that one person may open; empty where far. */
  public Optional<Standing> nearLimit(Exchange exchange) {
    Caller caller = exchange.caller();
    return Openings.isBounded(caller.role())
        ? Optional.of(openings.standing(caller.account())).filter(Standing::isNear)
        : Optional.empty();
  }

  /** Records what the caller does that is about no record. */
  void record(Exchange exchange, Action action, String why) {
    accesses.begin(access(exchange, action, null, null, why, Outcome.GRANTED)).await();
  }

  private Recording record(
      Exchange exchange, Action action, RecordId record, @Nullable Integer file, Outcome outcome) {
    String purpose = exchange.purpose().orElse(null);
    return accesses.begin(access(exchange, action, record, file, purpose, outcome));
  }

  /** Records what the caller does about these records, and returns when all of it is durable. */
  void record(Exchange exchange, Action action, List<RecordId> records, @Nullable String why) {
    List<Recording> recordings =
        records.stream()
            .map(record ->
                accesses.begin(access(exchange, action, record, null, why, Outcome.GRANTED)))
            .toList();
    recordings.forEach(Recording::await);
  }

  /**
   * The number by which the path names something of a record; whether there is such a thing is
   * another question.
   *
   * @throws Problem if it is no number
   */
  public static int place(Exchange exchange, String name) {
    String place = exchange.context().pathParam(name);
    // Java takes digits of every script, signs and leading zeros; a thing has one address.
    if (!PLACE.matcher(place).matches()) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return Integer.parseInt(place);
  }

  /** Finds what was searched for. */
  @FunctionalInterface
  interface Finding<T> {
    T find() throws InterruptedException;
  }

  /** Searches while the search is being recorded; what is found comes back when that is durable. */
  <T> T search(Exchange exchange, Finding<T> finding) throws InterruptedException {
    String purpose = exchange.purpose().orElse(null);
    Recording recording =
        accesses.begin(access(exchange, Action.SEARCH, null, null, purpose, Outcome.GRANTED));
    try {
      return finding.find();
    } finally {
      recording.await();
    }
  }

  private Access access(
      Exchange exchange,
      Action action,
      @Nullable RecordId record,
      @Nullable Integer file,
      @Nullable String purpose,
      Outcome outcome) {
    Caller caller = exchange.caller();
    return new Access(
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        caller.account(),
        caller.role(),
        caller.agency(),
        caller.window(),
        action,
        record,
        file,
        purpose,
        outcome,
        exchange.from());
  }

  /**
   * Waits until this node knows the first {@code position} entries.
   *
   * @throws Problem if the ledger has not so many, or this node does not learn of them in time
   */
  void reach(long position) throws InterruptedException {
    if (position > archive.ledger().size() && !archive.ledger().reach(position, PATIENCE)) {
      throw new Problem(
          archive.ledger().trouble() == null ? ProblemCode.POSITION_AHEAD : ProblemCode.BEHIND);
    }
  }

  /** How many entries of the ledger an answer made now covers. */
  long position() {
    return archive.ledger().size();
  }

  /** The package of what was granted, as it is stored. */
  StoredPackage stored(Holding holding) {
    return archive
        .packages()
        .open(holding.record().id(), holding.entry().version(), holding.entry().digest());
  }

  /** Which package that is. */
  static PackageKey packageOf(Holding holding) {
    return PackageKey.of(
        holding.record().id(), holding.entry().version(), holding.entry().digest());
  }

  Archive archive() {
    return archive;
  }
}
