package cn.cunzhen.core.drill;

import cn.cunzhen.core.Archive;
import cn.cunzhen.core.Deposit;
import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.Proofs;
import cn.cunzhen.core.Remembering;
import cn.cunzhen.core.Renewing;
import cn.cunzhen.core.Sealing;
import cn.cunzhen.core.Verification;
import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.core.audit.AuditRoom;
import cn.cunzhen.core.audit.Companion;
import cn.cunzhen.core.audit.Defect;
import cn.cunzhen.core.audit.EvidenceAudit;
import cn.cunzhen.core.audit.StampAudit;
import cn.cunzhen.core.audit.Ticker;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.bag.StoredPackages;
import cn.cunzhen.core.copy.CopyVerifier;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.ArchiveTimeStamp;
import cn.cunzhen.core.evidence.EvidenceRecord;
import cn.cunzhen.core.evidence.Lapses;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.core.intake.Intake;
import cn.cunzhen.core.intake.Limits;
import cn.cunzhen.core.intake.SubmissionVerdict;
import cn.cunzhen.core.intake.Submissions;
import cn.cunzhen.core.intake.Transaction;
import cn.cunzhen.core.ledger.Citations;
import cn.cunzhen.core.ledger.Commit;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.MemoryRegister;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.NoteSigner;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.proof.ProofVerifier;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.revocation.ListMemory;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.SigningKey;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.stamp.Stamps;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.core.witness.Cosignatures;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** A process of the archive on somebody else's store; what it knows by itself ends with it. */
public final class DrillNode implements AutoCloseable {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ArchiveKeys KEYS = ArchiveKeys.create(RANDOM, CLOCK);
  private static final NoteSigner SIGNER =
      Ed25519Signer.of(new KeyName("drill.example/ledger"), KEYS.logSeed());
  private static final Sha256 GENESIS = Sha256.of(Bytes.utf8("genesis"));
  private final Store store;
  private final Ledger ledger;
  private final Archive archive;
  private final ServedLog served;

  private DrillNode(Store store, Ledger ledger, Archive archive, ServedLog served) {
    this.store = store;
    this.ledger = ledger;
    this.archive = archive;
    this.served = served;
  }

  /**
   * Starts it.
   *
   * @param own what the node keeps on a disk of its own
   */
  public static DrillNode start(Store store, Heads own, Path spool) {
    AppendLog log =
        new AppendLog(
            store,
            "ledger",
            new Origin(SIGNER.verifierKey().name().value()),
            new CommitKey(KEYS.commitSeed()),
            new SeenHeads(own),
            CLOCK);
    log.create();
    Ledger ledger =
        new Ledger(log, GENESIS, new MemoryRegister(), new Uncited(), CLOCK, unfit -> {});
    Sealing sealing =
        new Sealing(
            KEYS.sealer(List.of(SealSuite.P256)), KEYS.anchors(), false, CLOCK, DrillNode::salt);
    Archive archive =
        new Archive(
            ledger,
            new StoredPackages(store.objects()),
            sealing,
            new Intake(Submissions.CATALOGUE, Limits.DEFAULT, CLOCK, Submissions.TOOLS),
            (name, file) -> new Inspection("text/plain", List.of()),
            KEYS.idKey(),
            spool,
            CLOCK,
            (record, digest) -> {});
    return new DrillNode(store, ledger, archive, new ServedLog(log, ledger::head, SIGNER));
  }

  /** Nobody cites anybody. */
  private record Uncited() implements Citations {
    @Override
    public long reached() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean keptRecordCites(RecordId cited) {
      return false;
    }
  }

  private static Bytes salt() {
    byte[] salt = new byte[32];
    RANDOM.nextBytes(salt);
    return Bytes.of(salt);
  }

  /** Hands in a transaction with one file; a store that fails leaves its outcome undecided. */
  public DepositOutcome submit(String number, String text) throws InterruptedException {
    return hand(text, () -> archive.deposit(transaction(number)));
  }

  DepositOutcome amend(RecordId record, Sha256 last, String number, String text)
      throws InterruptedException {
    return hand(text, () -> archive.amend(record, last, transaction(number)));
  }

  private interface Beginning {
    Deposit begin() throws IOException, InterruptedException;
  }

  private static DepositOutcome hand(String text, Beginning beginning) throws InterruptedException {
    try (Deposit deposit = beginning.begin()) {
      deposit.file("f1", Bytes.utf8(text).stream());
      return deposit.complete();
    } catch (StorageException | UncheckedIOException | IOException e) {
      return new DepositOutcome.Undecided(Commit.Cause.STORE_SILENT);
    }
  }

  private Transaction transaction(String number) {
    String json =
        """
        {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
         "holders": [
         {"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "acceptedAt": "2026-01-05T09:12:00+08:00", "completedAt": "2026-01-05T09:13:40+08:00",
         "outcome": "granted", "files": [{"name": "f1", "material": "commitment-letter",
         "part": "application", "fileName": "承诺书.txt"}]}
        """
            .formatted(number);
    return switch (archive.read(Bytes.utf8(json))) {
      case SubmissionVerdict.Valid valid -> valid.transaction();
      case SubmissionVerdict.Malformed malformed -> throw new AssertionError(malformed);
      case SubmissionVerdict.Refused refused -> throw new AssertionError(refused);
    };
  }

  /** What is checked of the latest version of a record: its package, its seal, its proof. */
  List<Check> verify(RecordId record) throws IOException {
    return new Verification(
            store.objects(),
            proofs(),
            new PackageVerifier(KEYS.anchors()),
            new ProofVerifier(KEYS.anchors(), KEYS.anchors(), served.verifierKey(), null),
            new CopyVerifier(KEYS.anchors(), KEYS.anchors()))
        .of(archive.find(record).orElseThrow());
  }

  private Proofs proofs() {
    return new Proofs(served, archive.packages(), stamps(), cosignatures(), renewals());
  }

  private Stamps stamps() {
    return new Stamps(store.heads(), "ledger");
  }

  private Cosignatures cosignatures() {
    return new Cosignatures(store.heads(), "ledger");
  }

  private Renewals renewals() {
    return Renewals.of(ledger, store.objects());
  }

  /** The proof of a record's latest version, for somebody to keep. */
  ProofBundle proof(RecordId record) {
    return proofs().of(archive.find(record).orElseThrow());
  }

  /** Whoever has the anchors and the ledger's key. */
  ProofVerifier verifier(@Nullable Lapses lapses) {
    return new ProofVerifier(KEYS.anchors(), KEYS.anchors(), served.verifierKey(), null, lapses);
  }

  /** Has the newest checkpoint stamped. */
  void stamp() throws IOException {
    stamp(ledger.size());
  }

  /** Has the checkpoint of so many entries stamped. */
  void stamp(long size) throws IOException {
    Sha256 digest = Sha256.of(Bytes.utf8(served.checkpoint(ledger.head(), size).text()));
    TimeStampRequest request = TimeStampRequest.of(digest, salt());
    Bytes answer = authority(KEYS.timeStamps()).answer(request.der());
    stamps().put(new Stamped(size, request.token(answer)));
  }

  /** Puts something that is no stamp where that over so many entries is. */
  void damageStamp(long size) {
    try (Stream<ObjectKey> keys = store.heads().list("ledger/stamps/")) {
      keys.filter(key -> key.value().endsWith("0" + size))
          .forEach(key ->
              store
                  .heads()
                  .swap(key, store.heads().get(key).orElseThrow().version(), Bytes.utf8("none")));
    }
  }

  /** An evidence record over a proof alone, as anybody may have one made who gets a token. */
  EvidenceRecord evidenceOver(ProofBundle proof) throws IOException {
    return evidenceOver(proof, CLOCK.instant());
  }

  EvidenceRecord evidenceOver(ProofBundle proof, Instant time) throws IOException {
    Bytes digest = DigestAlgorithm.SHA512.of(proof.covered().format());
    TimeStampRequest request =
        TimeStampRequest.of(DigestAlgorithm.SHA512, digest, salt().slice(0, 16));
    BuiltInAuthority then =
        new BuiltInAuthority(
            KEYS.timeStampsGm().orElseThrow(),
            Clock.fixed(time, ZoneOffset.UTC),
            () -> salt().slice(0, 16));
    TimeStamp token = request.token(then.answer(request.der())).inDer();
    return EvidenceRecord.of(
        List.of(List.of(new ArchiveTimeStamp(DigestAlgorithm.SHA512, List.of(), token))));
  }

  Optional<Archive.Holding> find(RecordId record) {
    return archive.find(record);
  }

  private static BuiltInAuthority authority(SigningKey key) {
    return new BuiltInAuthority(key, CLOCK, () -> salt().slice(0, 16));
  }

  /** What renews its evidence, with tokens that rest on SM3 alone. */
  Renewing renewing() {
    return new Renewing(
        ledger,
        proofs(),
        store.objects(),
        new PackageVerifier(KEYS.anchors()),
        renewals(),
        authority(KEYS.timeStampsGm().orElseThrow()),
        new TimeStampVerifier(KEYS.anchors()),
        DrillNode::salt,
        CLOCK);
  }

  /** What has its ledger remember who was revoked. */
  Remembering remembering() {
    return new Remembering(ledger, renewals(), store.heads(), KEYS, CLOCK);
  }

  /** One of its certificates, by its name in the key file. */
  X509CertificateHolder certificate(String name) {
    return Objects.requireNonNull(KEYS.certificates().get(name));
  }

  /** A list of the P-256 authority's of an hour ago, before anybody was revoked. */
  static Bytes listOfNobody() {
    return new OwnLists(
            new MemoryStore(CLOCK).heads(),
            KEYS.issuers(),
            ListMemory.NONE,
            Clock.offset(CLOCK, Duration.ofHours(-1)))
        .renew()
        .getFirst()
        .der();
  }

  List<Defect> evidenceDefects() {
    List<Defect> defects = new ArrayList<>();
    new EvidenceAudit(
            ledger,
            renewals(),
            store.objects(),
            new TimeStampVerifier(KEYS.anchors()),
            remembering().lists())
        .run(Companion.inHaste(defects::add, done -> {}, part -> {}));
    return defects;
  }

  public Audit.Report audit() throws IOException {
    return auditing().run(done -> {});
  }

  private Audit auditing() {
    return new Audit(
        ledger,
        () -> served.log().hashes(ledger.head()),
        store.objects(),
        new PackageVerifier(KEYS.anchors()),
        CLOCK);
  }

  /** Where audits of its store are ordered, by a node of that name. */
  public AuditRoom audits(String node, Ticker ticker) {
    return audits(node, ticker, ledger::head);
  }

  /** The same by a node that knows this head. */
  public AuditRoom audits(String node, Ticker ticker, Supplier<LogHead> head) {
    TimeStampVerifier verifier = new TimeStampVerifier(KEYS.anchors());
    return new AuditRoom(
        node,
        store,
        new ServedLog(served.log(), head, SIGNER),
        auditing(),
        List.of(
            new StampAudit(served.log(), ledger::head, stamps(), store.objects(), verifier)::run,
            new EvidenceAudit(ledger, renewals(), store.objects(), verifier, remembering().lists())
                ::run),
        KEYS.sealer(List.of(SealSuite.P256, SealSuite.SM2)),
        ticker,
        CLOCK,
        DrillNode::salt);
  }

  /** What its seals lead to. */
  public Anchors anchors() {
    return KEYS.anchors();
  }

  public Ledger ledger() {
    return ledger;
  }

  /** What it tells the world of its ledger. */
  Checkpoint checkpoint() {
    return Checkpoint.parse(served.checkpoint().text());
  }

  @Override
  public void close() {
    ledger.close();
  }
}
