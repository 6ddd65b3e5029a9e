package cn.cunzhen.indexer.access;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.AccessBatch;
import cn.cunzhen.core.access.AccessBody;
import cn.cunzhen.core.access.LoggedAccess;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.folder.Commits;
import cn.cunzhen.indexer.folder.IndexFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accesses of all nodes in a Lucene index, so that it is soon said who has read a record.
 *
 * <p>What was added is seen by the next question, and committed in the background together with how
 * far each log has been read. After a crash or a failure the index has reached less than before,
 * and {@link AccessFollower} reads the rest again. Any thread adds and asks.
 */
public final class AccessIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessIndex.class);

  private final IndexFolder folder;
  private final Commits commits;
  private final Map<String, Long> reached = new HashMap<>();
  private final AtomicLong gathered = new AtomicLong();
  private volatile Readings readings;
  private volatile @Nullable Exception failure;

  private AccessIndex(IndexFolder folder) throws IOException {
    this.folder = folder;
    this.readings = new Readings(folder.writer());
    this.reached.putAll(readings.reached());
    this.commits = new Commits("access-commits", this::commit);
  }

  /**
   * Opens the index in this folder, which is made where it is missing, and emptied where it is
   * damaged, of another archive, or of an older form.
   *
   * @param genesis digest of the ledger's genesis: names the archive
   * @throws IOException if the folder is in use, or can't be read and written
   */
  public static AccessIndex open(Path folder, Sha256 genesis) throws IOException {
    return new AccessIndex(
        IndexFolder.open(folder, genesis, AccessDocument.FORM, AccessIndex::configuration));
  }

  /**
   * Adds accesses that stand in the node's log. Again what was added before changes nothing.
   *
   * <p>Never fails: what can't be written now is read again from the store later.
   */
  public synchronized void add(String node, AccessBatch batch) {
    long first = batch.firstIndex();
    long next = first + batch.bodies().size();
    if (!works() || next <= reached(node)) {
      return;
    }
    try {
      Period period = Period.of(node, batch);
      long index = first;
      for (AccessBody body : batch.bodies()) {
        folder
            .writer()
            .updateDocument(
                AccessDocument.place(node, index), AccessDocument.access(period, index, body));
        index++;
      }
      if (first <= reached(node)) {
        reached.put(node, next);
      }
      commits.wrote();
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  /** Adds accesses that were read from the node's log, which is news where they were missing. */
  void gather(String node, AccessBatch batch) {
    long before = reached(node);
    add(node, batch);
    if (reached(node) != before) {
      gathered.incrementAndGet();
    }
  }

  /**
   * The accesses to any of these records that ended in one of these ways, the newest first.
   *
   * @param after where the page before ended; null for the first page
   * @param limit how many at most, 1 or more
   */
  public AccessPage readersOf(
      Set<RecordId> records, Set<Outcome> outcomes, @Nullable AccessCursor after, int limit) {
    return page(AccessDocument.query(records, outcomes), after, limit);
  }

  /** All accesses by an account, refused ones too, the newest first. */
  public AccessPage by(String account, @Nullable AccessCursor after, int limit) {
    return page(AccessDocument.by(account), after, limit);
  }

  /** The accesses by an account after this time, the newest first. */
  public AccessPage by(String account, Instant since, int limit) {
    return page(
        AccessDocument.all(AccessDocument.by(account), AccessDocument.after(since)), null, limit);
  }

  /** The accesses by an account at this very millisecond. */
  public List<Access> at(Instant time, String account) {
    return page(
            AccessDocument.all(AccessDocument.by(account), AccessDocument.at(time)),
            null,
            AccessBatch.MOST)
        .accesses();
  }

  /** The accesses of all after this time, the newest first. */
  public AccessPage since(Instant time, int limit) {
    return page(AccessDocument.after(time), null, limit);
  }

  /** All that were let read the record, with where that stands in the logs; the newest first. */
  public List<LoggedAccess> readings(RecordId record) {
    Query query = AccessDocument.query(Set.of(record), EnumSet.of(Outcome.GRANTED));
    return ask(now -> now.all(query));
  }

  private AccessPage page(Query query, @Nullable AccessCursor after, int limit) {
    return ask(now -> now.page(query, after, limit));
  }

  private interface Question<T> {
    T of(Readings readings) throws IOException;
  }

  private <T> T ask(Question<T> question) {
    Readings now = readings;
    try {
      if (works()) {
        now.refresh();
      }
      return question.of(now);
    } catch (IOException e) {
      failed(e);
      throw new UncheckedIOException(e);
    }
  }

  /** All accesses to a record, refused ones too, as {@link #readersOf} gives them. */
  public AccessPage of(RecordId record, @Nullable AccessCursor after, int limit) {
    return readersOf(Set.of(record), EnumSet.allOf(Outcome.class), after, limit);
  }

  /** Commits what was added, and closes. */
  @Override
  public void close() throws IOException {
    commits.close();
    try (folder;
        Readings _ = readings) {
      commit();
    }
  }

  /** All accesses of this node's log below this index have been added, or are erased. */
  synchronized long reached(String node) {
    return reached.getOrDefault(node, 0L);
  }

  /**
   * How often something was added from a log that lies in the store: what other nodes recorded, and
   * this one before it was started, or before the index failed.
   */
  public long gathered() {
    return gathered.get();
  }

  /** Tells that what is not there of the node's log below this index will never come. */
  synchronized void passed(String node, long index) {
    if (works() && reached(node) < index) {
      reached.put(node, index);
      commits.wrote();
    }
  }

  /** Forgets all of a node's accesses, so that its log is read from the start. */
  synchronized void forget(String node) throws IOException {
    try {
      folder.writer().deleteDocuments(new PrefixQuery(new Term(AccessDocument.PERIOD, node + "/")));
      reached.put(node, 0L);
      commits.wrote();
    } catch (IOException | RuntimeException e) {
      failed(e);
      throw e;
    }
  }

  /** The months that it holds accesses of. */
  Set<Period> periods() throws IOException {
    Readings now = readings;
    now.refresh();
    return now.periods();
  }

  /** Forgets these months; when this returns, no byte of them is left in the folder. */
  void erase(Set<Period> periods) throws IOException {
    try {
      IndexWriter writer = folder.writer();
      for (Period period : periods) {
        writer.deleteDocuments(new Term(AccessDocument.PERIOD, period.format()));
      }
      writer.forceMergeDeletes(true);
      commit();
      readings.refresh();
      writer.deleteUnusedFiles();
    } catch (IOException | RuntimeException e) {
      failed(e);
      throw e;
    }
  }

  /** Whether it takes what is added; where it does not, {@link #repair} is due. */
  boolean works() {
    return failure == null;
  }

  /** After a failure, goes back to what was last committed, or to nothing where it is damaged. */
  synchronized void repair() throws IOException {
    Exception reason = failure;
    if (reason == null) {
      return;
    }
    folder.recover(reason);
    try (Readings _ = readings) {
      readings = new Readings(folder.writer());
    }
    reached.clear();
    reached.putAll(readings.reached());
    failure = null;
  }

  private void commit() throws IOException {
    if (!works()) {
      return;
    }
    try {
      writeReached();
      folder.commit(Reached.NOTHING);
    } catch (IOException | RuntimeException e) {
      failed(e);
      throw e;
    }
  }

  /** In documents, for the folder itself knows of one log only. */
  private synchronized void writeReached() throws IOException {
    for (Map.Entry<String, Long> log : reached.entrySet()) {
      folder
          .writer()
          .updateDocument(
              AccessDocument.log(log.getKey()), AccessDocument.log(log.getKey(), log.getValue()));
    }
  }

  private synchronized void failed(Exception e) {
    if (failure == null) {
      LOG.warn("the index of accesses failed; it goes back to what was last committed", e);
      failure = e;
    }
  }

  private static IndexWriterConfig configuration() {
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setForceMergeDeletesPctAllowed(0);
    return new IndexWriterConfig().setMergePolicy(policy).setCommitOnClose(false);
  }
}
