package cn.cunzhen.core.tally;

import cn.cunzhen.core.access.LoggedAccess;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.NoteSigner;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tallies of an archive's access ledgers.
 *
 * <p>Any number of nodes may make the next one at once: what it covers is laid down first, so they
 * all make the same. Interrupted, it is gone on with. Any thread may use it.
 */
public final class Tallies {
  /** When the next tally is made, whatever there is to count. */
  private static final Duration PERIOD = Duration.ofDays(30);

  /** How many accesses a tally counts at most; in memory they take some 200 MB. */
  private static final long MOST = 1_000_000;

  private final Store store;
  private final Origin archive;
  private final Logs logs;
  private final Ledgers ledgers;
  private final NoteSigner signer;
  private final Counted.Salts salts;
  private final Clock clock;
  private final long most;
  private volatile boolean made;

  /**
   * @param archive the origin of the archive's ledger
   * @param signer of the archive, under {@link Tally#keyName}
   * @param salts gives 32 bytes for a label, always the same, which only the archive can know
   */
  public Tallies(
      Store store,
      Origin archive,
      Logs logs,
      NoteSigner signer,
      Function<String, Bytes> salts,
      Clock clock) {
    this(store, archive, logs, signer, salts, clock, MOST);
  }

  Tallies(
      Store store,
      Origin archive,
      Logs logs,
      NoteSigner signer,
      Function<String, Bytes> salts,
      Clock clock,
      long most) {
    this.store = store;
    this.archive = archive;
    this.logs = logs;
    this.ledgers = new Ledgers(store, archive, logs);
    this.signer = signer;
    this.salts = salts::apply;
    this.clock = clock;
    this.most = most;
  }

  /** All statements, from number 1 on. */
  public List<Statement> statements() {
    List<Statement> found = new ArrayList<>();
    Optional<Statement> next = statement(1);
    while (next.isPresent()) {
      found.add(next.get());
      next = statement(found.size() + 1L);
    }
    return found;
  }

  /** Whether there is any; it is asked at every turn. */
  public boolean areMade() {
    if (!made) {
      made = store.heads().get(key(1, "statement")).isPresent();
    }
    return made;
  }

  /** What the archive has not signed is none of its statements, wherever it lies. */
  private Optional<Statement> statement(long number) {
    Optional<Statement> found = any(number);
    if (found.isPresent() && !found.get().note().isSignedBy(signer.verifierKey())) {
      throw new StorageException.Unfit(
          key(number, "statement") + " is not signed by this archive; take it away");
    }
    return found;
  }

  private Optional<Statement> any(long number) {
    return store.heads().get(key(number, "statement")).map(Head::value).map(Statement::parse);
  }

  /**
   * Makes the next tally where one was begun, where thirty days have passed since the last, or
   * where a million accesses have come.
   *
   * @throws MissingAccessException if a body is missing, so that nobody can say whose access it was
   */
  public Optional<Statement> makeIfDue() {
    List<Statement> before = statements();
    return isDue(before) ? make(before) : Optional.empty();
  }

  private boolean isDue(List<Statement> before) {
    if (store.heads().get(key(before.size() + 1L, "plan")).isPresent()) {
      return true;
    }
    Optional<Tally> last = last(before);
    long fresh =
        ledgers.spansAfter(last, most).stream().mapToLong(span -> span.size() - span.from()).sum();
    return fresh >= most
        || (fresh > 0
            && last.map(tally -> tally.plan().at().plus(PERIOD))
                .map(due -> !clock.instant().isBefore(due))
                .orElse(true));
  }

  /**
   * Makes the next tally, of what has come since the last, a million accesses at most; none where
   * nothing has.
   *
   * @throws MissingAccessException if a body is missing, so that nobody can say whose access it was
   */
  public Optional<Statement> make() {
    return make(statements());
  }

  private Optional<Statement> make(List<Statement> before) {
    return plan(before).map(this::made);
  }

  private static Optional<Tally> last(List<Statement> statements) {
    return statements.isEmpty() ? Optional.empty() : Optional.of(statements.getLast().tally());
  }

  /** The plan that was laid down, where it fits, or one of all that has come since. */
  private Optional<Plan> plan(List<Statement> before) {
    ObjectKey key = key(before.size() + 1L, "plan");
    Optional<Tally> last = last(before);
    Optional<Head> laidDown = store.heads().get(key);
    Optional<Plan> found = laidDown.flatMap(head -> fitting(head.value(), last));
    if (found.isPresent()) {
      return found;
    }
    List<Span> spans = ledgers.spansAfter(last, most);
    if (spans.stream().allMatch(span -> span.from() == span.size())) {
      return Optional.empty();
    }
    Bytes plan = plan(before.size() + 1L, last, spans).format();
    if (laidDown.isPresent()) { // by nobody who makes tallies
      require(store.heads().swap(key, laidDown.get().version(), plan));
    } else {
      require(store.heads().putOnce(key, plan));
    }
    return store.heads().get(key).flatMap(head -> fitting(head.value(), last));
  }

  /** Of what stays uncovered, all comes after its time. */
  private Plan plan(long number, Optional<Tally> last, List<Span> spans) {
    Sha256 previous = last.map(Tally::digest).orElse(Plan.NONE);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Plan unbounded = new Plan(archive, number, previous, now, spans);
    Instant beyond = ledgers.firstBeyond(unbounded, Instant.EPOCH).orElse(now);
    Instant at = beyond.isBefore(now) ? beyond : now;
    Instant earliest = last.map(tally -> tally.plan().at()).orElse(at);
    return new Plan(archive, number, previous, at.isBefore(earliest) ? earliest : at, spans);
  }

  /** Whoever can write to the store can lay down a plan: what is signed is looked at first. */
  private Optional<Plan> fitting(Bytes text, Optional<Tally> last) {
    try {
      return Optional.of(Plan.parse(text))
          .filter(plan -> plan.archive().equals(archive))
          .filter(plan -> Sequence.follows(last, plan))
          .filter(plan -> isTime(plan.at(), last))
          .filter(plan -> ledgers.fits(plan, last, most))
          .filter(plan -> coversItsTime(plan, Instant.EPOCH));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Not in the future, unless this clock was put back, or the last one's was wrong. */
  private boolean isTime(Instant at, Optional<Tally> last) {
    return !at.isAfter(clock.instant().plus(Sequence.SLACK))
        || last.filter(tally -> tally.plan().at().equals(at)).isPresent();
  }

  private boolean coversItsTime(Plan plan, Instant missing) {
    return Sequence.coversItsTime(plan, ledgers.firstBeyond(plan, missing));
  }

  private Statement made(Plan plan) {
    List<Counted> entries = Counted.all(plan.origin(), ledgers.count(plan), salts);
    log(plan).write(entries);
    Tally tally = new Tally(plan, entries.size(), TallyLog.root(entries));
    require(
        store
            .heads()
            .putOnce(key(plan.number(), "statement"), Note.sign(tally.format(), signer).format()));
    return statement(plan.number())
        .filter(made -> made.tally().equals(tally))
        .orElseThrow(
            () -> new StorageException("the statement of tally " + plan.number() + " is another"));
  }

  /** Whoever was refused finds out by reading who was not. */
  private static void require(Write write) {
    if (write instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
  }

  private TallyLog log(Plan plan) {
    String prefix = prefix(plan.number());
    return new TallyLog(logs.at(prefix, plan.origin()), store.objects(), prefix);
  }

  private static String prefix(long number) {
    return "tally/%08d".formatted(number);
  }

  private static ObjectKey key(long number, String what) {
    return ObjectKey.of(prefix(number) + "/" + what);
  }

  /**
   * Erases the bodies of all accesses of months before this one, in UTC. How many there were to
   * each record stays in the tallies. Ended halfway, it is gone on with when it is called again.
   *
   * @return how many objects were erased, each of up to 256 bodies
   * @throws UncoveredAccessException if a tally does not cover one of them; nothing is erased then
   */
  public long eraseBefore(YearMonth month) {
    List<ObjectKey> bodies = ledgers.bodiesBefore(month, last(statements()));
    bodies.forEach(store.objects()::delete);
    return bodies.size();
  }

  /** Counts all tallies again, one after the other, believing nothing but bodies and entries. */
  public Stream<Recount> recount() {
    Recounting recounting = new Recounting(ledgers, salts, signer.verifierKey());
    List<Statement> all =
        Stream.iterate(1L, number -> number + 1)
            .map(this::any)
            .takeWhile(Optional::isPresent)
            .map(Optional::get)
            .toList();
    return IntStream.range(0, all.size())
        .mapToObj(i -> recounting.next(all.get(i), i == all.size() - 1));
  }

  /**
   * Adds an auditor's signature to a statement; whoever signs has counted all accesses again.
   *
   * @throws StorageException if it could not be written
   */
  public Statement sign(Statement statement, NoteSigner auditor) {
    ObjectKey key = key(statement.tally().plan().number(), "statement");
    for (int attempt = 0; attempt < 10; attempt++) {
      Head head = store.heads().get(key).orElseThrow(() -> new StorageException.Missing(key));
      Note note = Note.parse(head.value());
      if (!note.text().equals(statement.note().text())) {
        throw new StorageException("the statement is another by now: " + key);
      }
      Note signed = note.with(List.of(auditor.sign(note.text())));
      if (signed.equals(note)
          || store.heads().swap(key, head.version(), signed.format()) instanceof Write.Done) {
        return Statement.of(signed);
      }
    }
    throw new StorageException("the statement could not be written: " + key);
  }

  /**
   * The proof of the accesses to a record.
   *
   * @param accesses all to this record whose bodies are there, in any order; later ones are left
   *     out
   * @throws StorageException if what is kept is not as the statements say
   */
  public AccessProof proof(RecordId record, List<LoggedAccess> accesses) {
    List<AccessProof.OfTally> parts = new ArrayList<>();
    for (Statement statement : statements()) {
      parts.add(part(statement, record, accesses));
    }
    return new AccessProof(archive, record, parts);
  }

  private AccessProof.OfTally part(
      Statement statement, RecordId record, List<LoggedAccess> accesses) {
    Plan plan = statement.tally().plan();
    TallyLog log = log(plan);
    Sha256 key = TallyEntry.key(plan.origin(), record);
    List<TallyLog.Proved> entries = log.around(key, statement.tally().size());
    return new AccessProof.OfTally(
        statement, entries, opened(log, plan, record, entries), shown(plan, accesses));
  }

  private Optional<AccessProof.Opened> opened(
      TallyLog log, Plan plan, RecordId record, List<TallyLog.Proved> entries) {
    Sha256 key = TallyEntry.key(plan.origin(), record);
    return entries.stream()
        .filter(proved -> proved.entry().key().equals(key))
        .map(proved ->
            new AccessProof.Opened(
                salts.of(plan.origin(), record), log.count(proved.inclusion().index())))
        .findFirst();
  }

  private List<AccessProof.Shown> shown(Plan plan, List<LoggedAccess> accesses) {
    List<AccessProof.Shown> shown = new ArrayList<>();
    for (Span span : plan.spans()) {
      List<LoggedAccess> held =
          accesses.stream()
              .filter(each -> each.node().equals(span.node()) && span.holds(each.index()))
              .filter(each -> each.body().isOpenable())
              .toList();
      if (!held.isEmpty()) {
        AppendLog log = ledgers.log(span.node());
        LogHead head = log.read();
        held.stream()
            .map(each ->
                new AccessProof.Shown(
                    span.node(),
                    each.body().open(),
                    InclusionProof.of(each.index(), span.size(), log.hashes(head))))
            .forEach(shown::add);
      }
    }
    return shown.stream().sorted().toList();
  }
}
