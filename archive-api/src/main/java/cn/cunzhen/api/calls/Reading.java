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
import cn.cunzhen.core.access.OwnPart;
import cn.cunzhen.core.access.Policy;
import cn.cunzhen.core.access.ReadingLimit.Standing;
import cn.cunzhen.core.access.Relation;
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

  /**
   * A record that the caller may read, and how much of it.
   *
   * @param holding of a caller who may see a part alone, that and no more
   * @param part null for the whole
   */
  public record Granted(
      Holding holding, Relation relation, Decision decision, @Nullable OwnPart part) {}

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
    OwnPart own = granted.part();
    int files = granted.holding().record().files().size();
    if (own == null && part.files().stream().anyMatch(file -> file > files)) {
      throw new Problem(ProblemCode.NOT_FOUND, "the record has " + files + " files");
    }
    List<Integer> all =
        own == null ? IntStream.rangeClosed(1, files).boxed().toList() : List.of(own.form());
    List<Integer> read = part.files().isEmpty() ? all : part.files();
    for (int file : read) {
      requireOwn(exchange, action, granted, file);
    }
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
    Granted latest = granted(exchange, action, found(exchange), null);
    if (version == null || version == latest.holding().record().version()) {
      return latest;
    }
    Holding wanted =
        archive
            .version(latest.holding(), version)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "there is no such version"));
    Granted granted = granted(exchange, action, wanted, null);
    // An older version may say otherwise who stands where, and what corrects it counts.
    if (latest.part() != null || granted.part() != null) {
      throw refused(exchange, action, wanted.record().id(), null, Decision.CONCERNS_OTHERS);
    }
    return granted;
  }

  private Granted granted(
      Exchange exchange, Action action, Holding holding, @Nullable Integer file) {
    ArchivalRecord record = holding.record();
    Relation relation = Relation.of(exchange.caller(), record);
    Decision decision = decide(exchange, action, record, relation);
    require(exchange, action, record.id(), file, decision);
    if (decision != Decision.PART) {
      return new Granted(holding, relation, decision, null);
    }
    OwnPart part = OwnPart.of(exchange.caller(), record);
    Holding own = new Holding(part.record(), holding.entry(), holding.number(), holding.entries());
    Granted granted = new Granted(own, relation, decision, part);
    if (file != null) {
      requireOwn(exchange, action, granted, file);
    }
    return granted;
  }

  /** Of a part, no file but the form is shown, nor told that it is there. */
  private void requireOwn(Exchange exchange, Action action, Granted granted, int file) {
    if (granted.part() != null && !granted.part().shows(file)) {
      RecordId record = granted.holding().record().id();
      Integer named = file > 0 ? file : null;
      throw refused(exchange, action, record, named, Decision.CONCERNS_OTHERS);
    }
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
    Granted granted = granted(exchange, action, found(exchange), file);
    ArchivalRecord record = granted.holding().record();
    if (file != null && (file < 1 || file > record.files().size())) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return new Begun(granted, record(exchange, action, record.id(), file, Outcome.GRANTED));
  }

  private Holding found(Exchange exchange) throws InterruptedException {
    reach(exchange.position());
    return archive
        .find(RecordCalls.recordId(exchange))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  /** What the policy says to the caller of something else with the same record. */
  public Decision decide(Exchange exchange, Action action, Granted granted) {
    return decide(exchange, action, granted.holding().record(), granted.relation());
  }

  /** With the grant that there may be. */
  private Decision decide(
      Exchange exchange, Action action, ArchivalRecord record, Relation relation) {
    Caller caller = exchange.caller();
    Grounds grounds = grounds(exchange);
    Decision without =
        Policy.decide(caller.role(), relation, record.confidentiality(), action, grounds);
    Decision with =
        Policy.decide(caller.role(), relation, record.confidentiality(), action, grounds.granted());
    // Most need none, so most don't ask for it.
    return with != without && grants.opens(caller, record.id()) ? with : without;
  }

  private static Grounds grounds(Exchange exchange) {
    return new Grounds(exchange.purpose().isPresent(), false);
  }

  private void require(
      Exchange exchange,
      Action action,
      RecordId record,
      @Nullable Integer file,
      Decision decision) {
    if (!decision.isYes()) {
      throw refused(exchange, action, record, file, decision);
    }
    if (!mayOpen(exchange, action, record)) {
      record(exchange, action, record, file, Outcome.REFUSED).await();
      throw new Problem(ProblemCode.LIMIT_REACHED);
    }
  }

  /** The problem with a no; it is recorded before it is said. */
  private Problem refused(
      Exchange exchange,
      Action action,
      RecordId record,
      @Nullable Integer file,
      Decision decision) {
    record(exchange, action, record, file, Outcome.REFUSED).await();
    return new Problem(
        switch (decision) {
          case NEEDS_PURPOSE -> ProblemCode.PURPOSE_REQUIRED;
          case NEEDS_GRANT -> ProblemCode.GRANT_REQUIRED;
          case NEEDS_WARRANT -> ProblemCode.WARRANT_REQUIRED;
          case CONCERNS_OTHERS -> ProblemCode.CONCERNS_OTHERS;
          case FORBIDDEN -> ProblemCode.FORBIDDEN;
          case HIDDEN, ALLOWED, MASKED, PART -> ProblemCode.NOT_FOUND;
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
