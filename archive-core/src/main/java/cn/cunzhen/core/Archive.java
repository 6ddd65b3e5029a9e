package cn.cunzhen.core;

import cn.cunzhen.core.DepositOutcome.Absent;
import cn.cunzhen.core.DepositOutcome.Archived;
import cn.cunzhen.core.DepositOutcome.Conflict;
import cn.cunzhen.core.DepositOutcome.Disposed;
import cn.cunzhen.core.DepositOutcome.Refused;
import cn.cunzhen.core.DepositOutcome.Repeated;
import cn.cunzhen.core.DepositOutcome.Stale;
import cn.cunzhen.core.DepositOutcome.Undecided;
import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.bag.PackageWriter;
import cn.cunzhen.core.bag.SealedPackage;
import cn.cunzhen.core.bag.StoredPackages;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.intake.FileInspection;
import cn.cunzhen.core.intake.FilesVerdict;
import cn.cunzhen.core.intake.FilesVerdict.Accepted;
import cn.cunzhen.core.intake.Intake;
import cn.cunzhen.core.intake.SubmissionVerdict;
import cn.cunzhen.core.intake.Transaction;
import cn.cunzhen.core.ledger.Commit;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Proposal;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.core.record.Citation;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The door of the second floor: takes transactions in and gives records out.
 *
 * <p>Any thread may use it, and any number of nodes may run on one store.
 */
public final class Archive {
  /** A ledger that has never been taken over is the first of its line. */
  private static final int ORDINAL = 0;

  private final Ledger ledger;
  private final StoredPackages packages;
  private final KnownRecords knownRecords;
  private final Sealing sealing;
  private final Intake intake;
  private final FileInspection inspection;
  private final IdKey idKey;
  private final Path spool;
  private final Clock clock;
  private final BiConsumer<ArchivalRecord, Sha256> sealed;

  /**
   * @param spool folder for packages in the making; best on the store's own filesystem
   * @param sealed told of every record whose entry is about to be committed, so that followers need
   *     not read it back
   */
  public Archive(
      Ledger ledger,
      StoredPackages packages,
      Sealing sealing,
      Intake intake,
      FileInspection inspection,
      IdKey idKey,
      Path spool,
      Clock clock,
      BiConsumer<ArchivalRecord, Sha256> sealed) {
    this.ledger = ledger;
    this.packages = packages;
    this.knownRecords = new KnownRecords(ledger, packages, idKey);
    this.sealing = sealing;
    this.intake = intake;
    this.inspection = inspection;
    this.idKey = idKey;
    this.spool = spool;
    this.clock = clock;
    this.sealed = sealed;
  }

  /** The items that it takes transactions of. */
  public Catalogue catalogue() {
    return intake.catalogue();
  }

  /** Reads a submission's JSON; says everything that is wrong with it. */
  public SubmissionVerdict read(Bytes submission) {
    return intake.read(submission);
  }

  /** Begins to take in a transaction that is not yet in the archive, as far as the caller knows. */
  public Deposit deposit(Transaction transaction) throws IOException {
    RecordId id = idKey.recordId(transaction.sourceSystem(), transaction.transactionId());
    return begin(id, 1, transaction, contents -> finish(id, contents, null));
  }

  /**
   * Begins to take in a further version of a record.
   *
   * @param last digest of the version that is to be amended
   * @throws StorageException if this node does not know that version, and can't read the ledger
   */
  public Deposit amend(RecordId record, Sha256 last, Transaction transaction)
      throws IOException, InterruptedException {
    learnOf(record, last);
    int version = lastVersion(record) + 1;
    return begin(record, version, transaction, contents -> finish(record, contents, last));
  }

  /** The version to amend may be another node's, and younger than this node's last reading. */
  private void learnOf(RecordId record, Sha256 last) throws InterruptedException {
    boolean known = ledger.entriesOf(record).stream().anyMatch(e -> e.digest().equals(last));
    if (!known && !ledger.catchUp(Ledger.PATIENCE)) {
      throw new StorageException("the ledger's head can't be read");
    }
  }

  private Deposit begin(
      RecordId id, int version, Transaction transaction, Deposit.Completion completion)
      throws IOException {
    try {
      PackageWriter writer = PackageWriter.create(spool, id, version, sealing.withSm3());
      return new Deposit(
          transaction, intake.limits(), inspection, spool, version, writer, completion);
    } catch (IOException e) {
      throw Deposit.said(e, spool);
    }
  }

  private DepositOutcome finish(RecordId id, Deposit.Contents contents, @Nullable Sha256 amended)
      throws IOException, InterruptedException {
    return switch (intake.receive(contents.transaction(), contents.received())) {
      case FilesVerdict.Refused refused -> {
        List<Fault> faults = new ArrayList<>(refused.faults());
        faults.addAll(knownRecords.faults(id, contents.transaction()));
        yield new Refused(faults);
      }
      case Accepted accepted -> {
        Optional<DepositOutcome> known = known(id, accepted.submission(), amended);
        yield known.isPresent() ? known.get() : archive(id, contents, accepted, amended);
      }
    };
  }

  private DepositOutcome archive(
      RecordId id, Deposit.Contents contents, Accepted accepted, @Nullable Sha256 amended)
      throws IOException, InterruptedException {
    List<Fault> faults = knownRecords.faults(id, contents.transaction());
    if (!faults.isEmpty()) {
      return new Refused(faults);
    }
    SealedPackage made = sealing.seal(id, amended, contents, accepted);
    Instant putAt = clock.instant();
    packages.put(made);
    sealed.accept(made.record(), made.digest());
    Set<RecordId> cites =
        made.record().cited().stream().map(Citation::record).collect(Collectors.toSet());
    Proposal proposal =
        amended == null
            ? Proposal.archive(id, made.digest(), cites)
            : Proposal.amend(id, made.record().version(), made.digest(), amended, cites);
    return switch (ledger.commit(proposal, putAt)) {
      case Commit.Committed committed ->
          new Archived(Receipt.of(made.record(), committed.entry(), number(made.record())));
      case Commit.Declined declined -> declined(id, accepted.submission(), amended, declined);
      case Commit.Undecided undecided -> new Undecided(undecided.cause());
    };
  }

  private DepositOutcome declined(
      RecordId id, Sha256 submission, @Nullable Sha256 amended, Commit.Declined declined) {
    return switch (declined.reason()) {
      case EXISTS, STALE, DISPOSED ->
          known(id, submission, amended)
              .orElseThrow(() -> new IllegalStateException("declined for what is not there"));
      case ABSENT -> new Absent();
      case CITES_DISPOSED -> new Refused(List.of(Sealing.citesDisposed()));
      case HELD, NOT_HELD, CITED ->
          throw new IllegalStateException("no version is declined for " + declined.reason());
    };
  }

  /** What the register alone says to this submission; empty where it is new. */
  private Optional<DepositOutcome> known(RecordId id, Sha256 submission, @Nullable Sha256 amended) {
    List<Registered> entries = ledger.entriesOf(id);
    if (entries.stream().anyMatch(entry -> entry.type() == EntryType.DISPOSED)) {
      return Optional.of(new Disposed());
    }
    if (entries.isEmpty()) {
      return amended == null ? Optional.empty() : Optional.of(new Absent());
    }
    Registered compared = amended == null ? entries.getFirst() : last(entries);
    if (compared.digest().equals(amended)) {
      return Optional.empty();
    }
    ArchivalRecord record = packages.read(id, compared.version(), compared.digest());
    if (record.submission().equals(submission)) {
      return Optional.of(new Repeated(Receipt.of(record, compared, number(record))));
    }
    return Optional.of(amended == null ? new Conflict() : new Stale(compared.digest()));
  }

  private int lastVersion(RecordId id) {
    List<Registered> entries = ledger.entriesOf(id);
    return entries.stream().noneMatch(Archive::isVersion) ? 1 : last(entries).version();
  }

  private static Registered last(List<Registered> entries) {
    return entries.stream()
        .filter(Archive::isVersion)
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new IllegalStateException("a record begins with its first version"));
  }

  private static boolean isVersion(Registered entry) {
    return entry.type().isOfVersion();
  }

  private ArchiveNumber number(ArchivalRecord record) {
    return ArchiveNumber.of(record, ORDINAL, ledger.entriesOf(record.id()).getFirst().index());
  }

  /** A record in its latest version, with all that the ledger says of it; empty where unknown. */
  public Optional<Holding> find(RecordId id) {
    List<Registered> entries = ledger.entriesOf(id);
    // The archive's own id has entries, and is no record.
    if (entries.stream().noneMatch(Archive::isVersion)
        || entries.stream().anyMatch(entry -> entry.type() == EntryType.DISPOSED)) {
      return Optional.empty();
    }
    Registered last = last(entries);
    ArchivalRecord record = packages.read(id, last.version(), last.digest());
    return Optional.of(new Holding(record, last, number(record), entries));
  }

  /** A version of a record that was found; empty where it has no such version. */
  public Optional<Holding> version(Holding found, int version) {
    return found.entries().stream()
        .filter(Archive::isVersion)
        .filter(entry -> entry.version() == version)
        .findFirst()
        .map(entry -> {
          ArchivalRecord record = packages.read(found.record().id(), version, entry.digest());
          return new Holding(record, entry, found.number(), found.entries());
        });
  }

  /** A record that the archive holds: one of its versions, and all of its entries. */
  public record Holding(
      ArchivalRecord record, Registered entry, ArchiveNumber number, List<Registered> entries) {
    public Holding {
      entries = List.copyOf(entries);
    }
  }

  /** The sealed package of a record's latest version, as it is stored. */
  public PackageBytes packageOf(Holding holding) {
    Registered entry = holding.entry();
    return packages.open(holding.record().id(), entry.version(), entry.digest()).bytes();
  }

  public Ledger ledger() {
    return ledger;
  }

  public StoredPackages packages() {
    return packages;
  }
}
