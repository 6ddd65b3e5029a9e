package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Citations;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.indexer.folder.Commits;
import cn.cunzhen.indexer.folder.IndexFolder;
import cn.cunzhen.indexer.search.Pending.Rest;
import cn.cunzhen.indexer.search.SearchResult.Behind;
import cn.cunzhen.indexer.text.Extraction.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All kept records in a Lucene index, each in its latest version.
 *
 * <p>One thread applies what the ledger says, another puts in the files' text; any thread asks.
 * What was written is committed in the background. After a crash the index has reached less than
 * before, and is given the rest again; the text of what it forgot is pending again.
 */
public final class RecordIndex implements Search, Citations, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordIndex.class);
  private static final int MANY = 10_000;

  /** So many that a view, which finds merges to be made, never waits for one to end. */
  private static final int MERGES_WAITING = 64;

  /** A view of a few records makes a segment far smaller than Lucene takes for small. */
  private static final double FLOOR_MEGABYTES = 0.1;

  private final IndexFolder folder;
  private final Numbering numbering;
  private final Views views;
  private final Commits commits;
  private final Claims claims = new Claims();

  /** Which revision shows the last change of a record, as long as none may have shown it yet. */
  private final Map<RecordId, Long> touched = new ConcurrentHashMap<>();

  private final Erasure erasure = new Erasure();
  private volatile Reached reached;

  private RecordIndex(IndexFolder folder, Numbering numbering) throws IOException {
    this.folder = folder;
    this.numbering = numbering;
    this.reached = folder.committed();
    this.views = new Views(folder::writer, reached.size());
    this.commits = new Commits("search-commits", this::commit);
    eraseWhatWasLeft();
  }

  /**
   * Opens the index in this folder, which is emptied where it is damaged, of another ledger, or of
   * an older form.
   *
   * @throws IOException if the folder is in use, or can't be read and written
   */
  public static RecordIndex open(Path folder, Sha256 genesis, Numbering numbering)
      throws IOException {
    return new RecordIndex(
        IndexFolder.open(folder, genesis, Fields.FORM, RecordIndex::configuration), numbering);
  }

  /** How far it has come, whether questions see that already or not. */
  public Reached position() {
    return reached;
  }

  /**
   * Applies what entries change, in the order of the ledger. Again what was applied before changes
   * nothing.
   *
   * @param next what has been reached with the last of them
   * @throws IOException after which {@link #recover} must be called
   */
  public synchronized void apply(List<Change> changes, Reached next) throws IOException {
    for (Change change : changes) {
      try (Claims.Claim _ = claims.on(change.record())) {
        apply(change);
      }
    }
    reached = next;
    wrote();
  }

  /**
   * Puts in what the files of a record say.
   *
   * @param content the version that was read
   * @return false where the record has another version by now, or has been disposed
   */
  public boolean putTexts(ArchivalRecord content, Sha256 digest, List<FileText> texts)
      throws IOException {
    try (Claims.Claim _ = claims.on(content.id())) {
      Trace trace = trace(content.id());
      if (trace == null || !trace.digest().equals(digest) || trace.isStub()) {
        return false;
      }
      put(trace.record(), Documents.of(trace, content, texts));
    }
    wrote();
    return true;
  }

  /**
   * Tries again to read the versions of a record that could not be read.
   *
   * @return whether no more is unread of it
   */
  public boolean retry(RecordId record, RecordSource source) throws IOException {
    try (Claims.Claim _ = claims.on(record)) {
      Trace trace = trace(record);
      if (trace == null || trace.unread().isEmpty()) {
        return true;
      }
      Reread reread = new Reread(source, numbering, trace);
      Document document = reread.document();
      if (!reread.trace().equals(trace)) {
        put(record, document);
        wrote();
      }
      return reread.trace().unread().isEmpty();
    }
  }

  @Override
  public SearchResult search(Question question, Sight sight, long atLeast, Duration limit)
      throws InterruptedException {
    try (View view = views.covering(atLeast, limit)) {
      return view == null
          ? new Behind(views.shownSize())
          : new Finder(view, question, sight).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Suggestion> suggest(String text, Visibility visibility, int limit) {
    if (text.length() > Question.LONGEST || limit < 1 || limit > MOST_SUGGESTIONS) {
      throw new IllegalArgumentException("too much is asked for");
    }
    try (View view = views.current()) {
      return new Suggester(view, visibility, text, limit).suggest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records of whose files one of these is still to be read, the newest first, but for some. */
  public List<Pending> pending(Set<Rest> rests, int most, Set<RecordId> but) throws IOException {
    try (View view = views.fresh()) {
      return new Lookup(view).pending(rests, most, but);
    }
  }

  /** How many records have files of which something is still to be read. */
  public int pending() throws IOException {
    try (View view = views.current()) {
      return new Lookup(view).pending();
    }
  }

  /** In how many records a file has no text, by the reason. */
  public Map<Reason, Integer> withoutText() throws IOException {
    try (View view = views.current()) {
      return new Lookup(view).withoutText();
    }
  }

  /**
   * What came of reading the files of this version of a record; empty where they are still to be
   * read, or the index knows another version. Whether the caller may know of the record is not
   * asked.
   */
  public List<TextState> textStates(RecordId record, Sha256 digest) throws IOException {
    try (View view = views.current()) {
      return new Lookup(view).textStates(record, digest);
    }
  }

  /**
   * Whose record it is, by numbers in full; empty where the index does not know. Whether the caller
   * may know of the record is not asked.
   */
  public List<Holder> holders(RecordId record) throws IOException {
    try (View view = views.current()) {
      return new Lookup(view).holders(record);
    }
  }

  /**
   * Whether this is the number of a transaction, of a record or of a holder that the index knows.
   */
  public boolean hasNumber(String number) throws IOException {
    try (View view = views.current()) {
      return new Lookup(view).hasNumber(number);
    }
  }

  /** The versions that could not be read: kept until they can be, or their record is disposed. */
  public List<Defect> defects() throws IOException {
    try (View view = views.fresh()) {
      return new Lookup(view).defects();
    }
  }

  /** The other kept records that cite this one, in any version that could be read. */
  public List<RecordId> citing(RecordId cited) throws IOException {
    try (View view = views.fresh()) {
      return new Lookup(view).citing(cited);
    }
  }

  @Override
  public long reached() {
    return reached.size();
  }

  /** {@inheritDoc} Where another record can't be read, it might: then the answer is yes. */
  @Override
  public boolean keptRecordCites(RecordId cited) {
    try (View view = views.fresh()) {
      return new Lookup(view).mayBeCited(cited);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares with the ledger, reading both and every file of the index. */
  public synchronized Comparison compare(LedgerFeed ledger) throws IOException {
    try (View view = views.fresh()) {
      return new Comparing(view, ledger, reached.size()).compare();
    }
  }

  /**
   * Rewrites what still holds bytes of removed documents. Happens by itself soon after a disposal,
   * and again after a crash.
   *
   * @return true once they are gone; false where the index is closed before
   */
  public boolean erase() throws IOException {
    if (!erasure.run(folder.writer())) {
      return false;
    }
    folder.commit(reached, erasure.isDue());
    views.fresh().close();
    return true;
  }

  private void eraseWhatWasLeft() {
    if (folder.eraseDue()) {
      erasure.disposed();
      commits.dueAtOnce();
    }
  }

  private void commit() throws IOException {
    if (erasure.isDue()) {
      erase();
    } else {
      folder.commit(reached);
    }
  }

  /** Forgets everything: the ledger is not the one that it has followed. */
  public synchronized void clear() throws IOException {
    folder.clear();
    restart();
  }

  /** Goes back to what was last committed, or to nothing where that is damaged. */
  public synchronized void recover(Throwable failure) throws IOException {
    folder.recover(failure);
    restart();
  }

  /** Commits what was written, and closes. */
  @Override
  public synchronized void close() throws IOException {
    erasure.stop();
    commits.close();
    views.close();
    try {
      folder.commit(reached, erasure.isDue());
    } finally {
      folder.close();
    }
  }

  private void restart() throws IOException {
    reached = folder.committed();
    touched.clear();
    eraseWhatWasLeft();
    views.wrote(reached.size());
    views.fresh().close();
  }

  private void apply(Change change) throws IOException {
    RecordId record = change.record();
    switch (change) {
      case Change.Version version -> putVersion(version);
      case Change.Unreadable(var index, _, var version, var digest, var reason) -> {
        Trace trace = Trace.of(before(record, version), index, record, version, digest);
        put(record, Documents.stub(trace.lacking(version, digest, reason)));
      }
      case Change.Disposed _ -> {
        folder.writer().deleteDocuments(term(record));
        touched.put(record, views.nextRevision());
        erasure.disposed();
      }
    }
  }

  private void putVersion(Change.Version change) throws IOException {
    ArchivalRecord content = change.content();
    RecordId record = content.id();
    int version = content.version();
    Trace trace =
        Trace.of(before(record, version), change.index(), record, version, change.digest());
    try {
      put(record, Documents.of(trace.having(content, numbering), content));
    } catch (IllegalArgumentException e) {
      LOG.warn("record {} version {} can't be indexed: {}", record, version, e.getClass());
      put(record, Documents.stub(trace.lacking(version, change.digest(), "NOT_INDEXABLE")));
    }
  }

  private @Nullable Trace before(RecordId record, int version) throws IOException {
    return version == 1 ? null : trace(record);
  }

  /** What is known of a record by now, though no view may show it yet. */
  private @Nullable Trace trace(RecordId record) throws IOException {
    boolean hidden = touched.getOrDefault(record, 0L) > views.shownRevision();
    try (View view = hidden ? views.fresh() : views.current()) {
      return new Lookup(view).trace(record);
    }
  }

  private void put(RecordId record, Document document) throws IOException {
    folder.writer().updateDocument(term(record), document);
    touched.put(record, views.nextRevision());
  }

  private void wrote() {
    views.wrote(reached.size());
    commits.wrote();
    if (touched.size() > MANY) {
      long shown = views.shownRevision();
      touched.values().removeIf(revision -> revision <= shown);
    }
  }

  private static Term term(RecordId record) {
    return Key.RECORD.term(record.value());
  }

  private static IndexWriterConfig configuration() {
    ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    merges.setMaxMergesAndThreads(MERGES_WAITING, 1);
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setFloorSegmentMB(FLOOR_MEGABYTES);
    policy.setForceMergeDeletesPctAllowed(0);
    return new IndexWriterConfig()
        .setSimilarity(new StableSimilarity())
        .setMergeScheduler(merges)
        .setMergePolicy(policy)
        .setRAMBufferSizeMB(64)
        .setCommitOnClose(false);
  }
}
