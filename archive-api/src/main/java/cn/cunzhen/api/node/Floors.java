package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.Archive;
import cn.cunzhen.core.Remembering;
import cn.cunzhen.core.Sealing;
import cn.cunzhen.core.bag.StoredPackages;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.intake.FileInspection;
import cn.cunzhen.core.intake.Intake;
import cn.cunzhen.core.intake.Tools;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Genesis;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.KeyFile;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.indexer.Projection;
import cn.cunzhen.indexer.TextReading;
import cn.cunzhen.indexer.inspect.ByteInspection;
import cn.cunzhen.indexer.inspect.InspectionLimits;
import cn.cunzhen.indexer.page.PageImages;
import cn.cunzhen.indexer.page.ScannedWords;
import cn.cunzhen.indexer.recognition.Recognition;
import cn.cunzhen.indexer.register.LuceneRegister;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.signed.SignatureLimits;
import cn.cunzhen.indexer.signed.SignedFileInspection;
import cn.cunzhen.indexer.text.ExtractionLimits;
import cn.cunzhen.indexer.text.TextExtractor;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The three lower floors, wired: store, archive and index, without a server.
 *
 * @param spool where packages are made
 * @param texts null where this node reads none
 * @param startedAt how many entries the ledger had when this node found it
 */
record Floors(
    NodeFolder folder,
    Store store,
    Path spool,
    Identity identity,
    SeenHeads seen,
    AppendLog log,
    Archive archive,
    LuceneRegister register,
    RecordIndex index,
    PageImages pages,
    Derivatives derivatives,
    Places places,
    @Nullable TextReading texts,
    long startedAt) {
  /** A ledger that was never taken over is the first of its line. */
  private static final int ORDINAL = 0;

  static Floors open(
      Configuration configuration,
      Parts parts,
      SecureRandom random,
      Clock clock,
      Consumer<StorageException.Unfit> unfit)
      throws IOException {
    NodeFolder folder = parts.add(NodeFolder.open(configuration.data()));
    return open(configuration, folder, parts, random, clock, unfit);
  }

  /** Opens them with a folder that is held already. */
  static Floors open(
      Configuration configuration,
      NodeFolder folder,
      Parts parts,
      SecureRandom random,
      Clock clock,
      Consumer<StorageException.Unfit> unfit)
      throws IOException {
    Places places = places(configuration);
    Stores.Opened opened = Stores.open(configuration, folder);
    Store store = parts.add(opened.store());
    Path spool = NodeFolder.ownPlace(opened.spool(), folder.name(configuration.node(), random));
    Identity identity =
        Identity.of(
            new KeyFile(configuration.keys(), configuration.keysPasswordFile()),
            store.heads(),
            random,
            clock,
            configuration.copies().address(),
            configuration.suites().contains(SealSuite.ML_DSA));
    SeenHeads seen = folder.seenHeads();
    AppendLog log =
        new AppendLog(store, "ledger", identity.origin(), identity.commitKey(), seen, clock);
    establish(identity.genesis(), log, store);

    StoredPackages packages = new StoredPackages(store.objects());
    RecordIndex index =
        parts.add(
            RecordIndex.open(
                folder.index(),
                identity.genesis().digest(),
                (record, at) -> ArchiveNumber.of(record, ORDINAL, at)));
    LuceneRegister register =
        parts.add(LuceneRegister.open(folder.register(), identity.genesis().digest()));
    Ledger ledger =
        parts.add(new Ledger(log, identity.genesis().digest(), register, index, clock, unfit));
    Derivatives derivatives =
        new Derivatives(store.objects(), record -> isDisposed(ledger, record));
    TextReading texts =
        configuration.textProcesses() == 0
            ? null
            : texts(configuration, parts, packages, index, derivatives, folder);
    Projection projection =
        parts.add(
            Projection.start(ledger, packages, index, texts == null ? () -> {} : texts::wake));
    PageImages pages = parts.add(pages(configuration, folder, ledger, derivatives));
    Archive archive =
        new Archive(
            ledger,
            packages,
            sealing(configuration, identity, random, clock),
            new Intake(
                catalogue(configuration),
                configuration.limits(),
                clock,
                new Tools(Version.NUMBER, null)),
            inspection(configuration, clock),
            identity.keys().idKey(),
            spool,
            clock,
            projection::handOver);
    return new Floors(
        folder,
        store,
        spool,
        identity,
        seen,
        log,
        archive,
        register,
        index,
        pages,
        derivatives,
        places,
        texts,
        ledger.size());
  }

  /** The head comes first, so a store with a genesis always has one. */
  private static void establish(Genesis genesis, AppendLog log, Store store) {
    if (!Genesis.exists(store.heads())) {
      log.create();
    }
    genesis.establish(store.heads());
  }

  private static boolean isDisposed(Ledger ledger, RecordId record) {
    return ledger.entriesOf(record).stream().anyMatch(entry -> entry.type() == EntryType.DISPOSED);
  }

  private static TextReading texts(
      Configuration configuration,
      Parts parts,
      StoredPackages packages,
      RecordIndex index,
      Derivatives derivatives,
      NodeFolder folder)
      throws IOException {
    ExtractionLimits limits =
        ExtractionLimits.standard()
            .withChildren(configuration.textProcesses())
            .withTimes(configuration.textTime(), configuration.recognitionTime());
    Optional<Recognition> recognition =
        configuration.recognitionTime().isZero() ? Optional.empty() : Recognition.installed();
    TextExtractor extractor = parts.add(TextExtractor.start(limits, recognition, folder.reading()));
    TextReading texts =
        parts.add(
            TextReading.start(
                configuration.textProcesses(),
                index,
                packages,
                (record, digest, file) ->
                    packages
                        .open(record.id(), record.version(), digest)
                        .open(record.files().indexOf(file) + 1),
                extractor,
                derivatives));
    // A file that is being read may take a minute; the end of the node does not wait for it.
    parts.add(extractor);
    return texts;
  }

  private static PageImages pages(
      Configuration configuration, NodeFolder folder, Ledger ledger, Derivatives derivatives)
      throws IOException {
    return new PageImages(
        configuration.pages(),
        folder.pages(),
        record -> !isDisposed(ledger, record),
        new ScannedWords(derivatives));
  }

  private static Sealing sealing(
      Configuration configuration, Identity identity, SecureRandom random, Clock clock) {
    return new Sealing(
        identity.keys().sealer(configuration.suites()),
        identity.keys().anchors(),
        configuration.sm(),
        clock,
        () -> random(random, 32));
  }

  private static FileInspection inspection(Configuration configuration, Clock clock)
      throws IOException {
    Path anchors = configuration.signatureAnchors();
    return new SignedFileInspection(
        new ByteInspection(InspectionLimits.standard()),
        SignatureLimits.standard(),
        anchors == null ? Anchors.NONE : TimeStamps.read(anchors),
        clock);
  }

  private static Catalogue catalogue(Configuration configuration) throws IOException {
    Path file = configuration.catalogue();
    if (file == null) {
      return Catalogue.bundled();
    }
    try (InputStream yaml = Files.newInputStream(file)) {
      return Catalogue.load(file.toString(), yaml);
    }
  }

  private static Places places(Configuration configuration) throws IOException {
    Path file = configuration.places();
    if (file == null) {
      return Places.bundled();
    }
    try (InputStream yaml = Files.newInputStream(file)) {
      return Places.load(file.toString(), yaml);
    }
  }

  /** Which of the archive's own certificates were revoked, as the ledger remembers it. */
  Remembering remembering(Clock clock) {
    Ledger ledger = archive.ledger();
    return new Remembering(
        ledger, Renewals.of(ledger, store.objects()), store.heads(), identity.keys(), clock);
  }

  static Bytes random(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
