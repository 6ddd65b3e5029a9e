package cn.cunzhen.indexer.register;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.ledger.Register;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.folder.IndexFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A register in a Lucene index of its own.
 *
 * <p>What was applied lately is kept in memory; every {@value #BATCH} entries are written and
 * committed in the background. So {@link #apply} does not wait for a disk, and a crash costs no
 * more than to apply those again. It waits only for a disk that has fallen behind by {@value #MOST}
 * entries.
 */
public final class LuceneRegister implements Register, AutoCloseable {
  static final int BATCH = 20_000;
  static final int MOST = 200_000;

  private static final Logger LOG = LoggerFactory.getLogger(LuceneRegister.class);

  private final IndexFolder folder;
  private volatile State state;
  private volatile boolean closed;
  private @Nullable Thread writing;
  private @Nullable Exception failure;
  private long retryAt = BATCH;

  /**
   * All that is known, in the order of the ledger; entries pass from the right to the left.
   *
   * @param committed closed when the last question that uses it is answered
   */
  private record State(DirectoryReader committed, Recent leaving, Recent recent) {
    static State of(DirectoryReader committed, Reached reached) {
      return new State(committed, new Recent(reached), new Recent(reached));
    }
  }

  private LuceneRegister(IndexFolder folder) throws IOException {
    this.folder = folder;
    this.state = State.of(folder.openCommitted(), folder.committed());
  }

  /**
   * Opens the register in this folder, which is emptied where it is damaged or of another ledger.
   *
   * @throws IOException if the folder is in use, or can't be read and written
   */
  public static LuceneRegister open(Path folder, Sha256 genesis) throws IOException {
    return new LuceneRegister(
        IndexFolder.open(folder, genesis, Packed.FORM, IndexWriterConfig::new));
  }

  @Override
  public Reached reached() {
    return state.recent.reached();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException where the disk refuses what memory can no longer hold
   */
  @Override
  public synchronized void apply(List<LedgerEntry> entries, Sha256 root) {
    awaitRoom();
    Recent recent = state.recent;
    recent.add(entries, new Reached(recent.reached().size() + entries.size(), root));
    if (writing == null && recent.size() >= retryAt) {
      startWriting();
    }
  }

  @Override
  public List<Registered> entriesOf(RecordId record) {
    State now = acquire();
    try {
      List<Registered> entries = new ArrayList<>();
      for (LeafReaderContext segment : now.committed.leaves()) {
        Packed.read(segment.reader(), record, entries);
      }
      entries.sort(Comparator.comparingLong(Registered::index));
      entries.addAll(now.leaving.of(record));
      entries.addAll(now.recent.of(record));
      return List.copyOf(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      release(now);
    }
  }

  /**
   * The records of which it does not hold exactly what the ledger says; nothing is applied
   * meanwhile.
   *
   * <p>Where it holds all of the ledger and not one entry more, it holds nothing else.
   */
  public synchronized Set<RecordId> compare(LedgerFeed ledger) {
    awaitWritten();
    long size = reached().size();
    Comparing comparing = new Comparing(this::entriesOf, ledger, size);
    try {
      Set<RecordId> lacking = comparing.lacking();
      return count() == size ? lacking : comparing.surplus(records());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count() throws IOException {
    long count = state.leaving.size() + state.recent.size();
    for (LeafReaderContext segment : state.committed.leaves()) {
      count += Packed.count(segment.reader());
    }
    return count;
  }

  private Set<RecordId> records() throws IOException {
    Set<RecordId> records = new LinkedHashSet<>();
    for (LeafReaderContext segment : state.committed.leaves()) {
      Packed.records(segment.reader(), records);
    }
    state.leaving.all().forEach(entry -> records.add(entry.getKey()));
    state.recent.all().forEach(entry -> records.add(entry.getKey()));
    return records;
  }

  @Override
  public synchronized void clear() {
    awaitWritten();
    try {
      folder.clear();
      replace(State.of(folder.openCommitted(), Reached.NOTHING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits all that was applied. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      awaitWritten();
      while (reached().size() > folder.committed().size()) {
        startWriting();
        awaitWritten();
        if (failure != null) {
          LOG.warn("the register closes without what it could not write", failure);
          break;
        }
      }
    }
    closed = true;
    release(state);
    folder.close();
  }

  private void awaitRoom() {
    if (state.recent.size() < MOST) {
      return;
    }
    awaitWritten();
    if (failure != null) {
      throw new IllegalStateException("the register can't be written", failure);
    }
  }

  private void awaitWritten() {
    boolean interrupted = false;
    while (writing != null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void startWriting() {
    State now = state;
    if (now.leaving.size() == 0) {
      state = new State(now.committed, now.recent, new Recent(now.recent.reached()));
    }
    Recent leaving = state.leaving;
    writing = Thread.ofPlatform().daemon().name("register").start(() -> write(leaving));
  }

  private void write(Recent leaving) {
    Exception problem = null;
    try {
      commit(leaving);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the register could not be written and keeps what it has in memory", e);
      problem = recovered(e);
    }
    synchronized (this) {
      failure = problem;
      retryAt = problem == null ? BATCH : state.recent.size() + BATCH;
      writing = null;
      notifyAll();
    }
  }

  private void commit(Recent leaving) throws IOException {
    if (folder.committed().size() != leaving.from()) {
      throw new IllegalStateException("the register was damaged, and begins anew when reopened");
    }
    IndexWriter writer = folder.writer();
    for (Map.Entry<RecordId, List<Registered>> record : leaving.all()) {
      writer.addDocument(Packed.document(record.getKey(), record.getValue()));
    }
    folder.commit(leaving.reached());
    DirectoryReader committed = DirectoryReader.openIfChanged(state.committed);
    if (committed == null) {
      throw new IllegalStateException("a commit of new entries changed nothing");
    }
    synchronized (this) {
      replace(new State(committed, new Recent(leaving.reached()), state.recent));
    }
  }

  private Exception recovered(Exception e) {
    try {
      folder.recover(e);
    } catch (IOException again) {
      e.addSuppressed(again);
    }
    return e;
  }

  private void replace(State next) {
    State before = state;
    state = next;
    release(before);
  }

  /** The state, its reader kept open until it is released. */
  private State acquire() {
    State now = state;
    while (!now.committed.tryIncRef()) {
      if (closed) {
        throw new AlreadyClosedException("the register is closed");
      }
      now = state;
    }
    return now;
  }

  private static void release(State used) {
    try {
      used.committed.decRef();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
