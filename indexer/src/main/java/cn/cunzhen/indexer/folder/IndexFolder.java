package cn.cunzhen.indexer.folder;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Register.Reached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NRTCachingDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lucene index in a folder of its own, whose commits name the ledger that it follows, the size
 * and root that it has reached, and the form of its documents.
 *
 * <p>Small new segments stay in memory until they are committed: most have been merged by then, and
 * a view that must show a record at once waits for no file.
 *
 * <p>It holds nothing that can't be made again: where it is damaged, follows another ledger or has
 * another form, it is emptied, and whoever fills it begins anew. One process uses it at a time.
 */
public final class IndexFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);
  private static final String GENESIS = "genesis";
  private static final String FORM = "form";
  private static final String SIZE = "size";
  private static final String ROOT = "root";
  private static final String ERASE = "erase";

  /** What a new segment may have at most to stay in memory until it is committed. */
  private static final double SMALL_MEGABYTES = 5;

  private static final double MOST_MEGABYTES = 64;

  private final Path path;
  private final Directory directory;
  private final Sha256 genesis;
  private final String form;
  private final Supplier<IndexWriterConfig> config;
  private volatile IndexWriter writer;
  private volatile Reached committed;
  private volatile boolean eraseDue;

  private IndexFolder(Path path, Sha256 genesis, String form, Supplier<IndexWriterConfig> config)
      throws IOException {
    this.path = Files.createDirectories(path);
    this.directory =
        new NRTCachingDirectory(FSDirectory.open(path), SMALL_MEGABYTES, MOST_MEGABYTES);
    this.genesis = genesis;
    this.form = form;
    this.config = config;
    try {
      this.committed = examine();
      this.writer = begin();
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Opens a folder, which is made where it is missing, and emptied where it can't be used.
   *
   * @param form names the form of the documents
   * @param config makes a new one for every writer
   * @throws org.apache.lucene.store.LockObtainFailedException if it is in use
   */
  public static IndexFolder open(
      Path path, Sha256 genesis, String form, Supplier<IndexWriterConfig> config)
      throws IOException {
    return new IndexFolder(path, genesis, form, config);
  }

  /** What changes the folder; another one after {@link #recover}. */
  public IndexWriter writer() {
    return writer;
  }

  /** A reader of what was last committed. */
  public DirectoryReader openCommitted() throws IOException {
    return DirectoryReader.open(directory);
  }

  /** How far the last commit had come. */
  public Reached committed() {
    return committed;
  }

  /** Whether the folder holds bytes of documents that must not be there, as of the last commit. */
  public boolean eraseDue() {
    return eraseDue;
  }

  /**
   * Makes durable what has been written.
   *
   * @param reached what the documents written so far cover at least
   */
  public synchronized void commit(Reached reached) throws IOException {
    commit(reached, false);
  }

  /**
   * Makes durable what has been written.
   *
   * @param erase whether removed documents still have to be rewritten away; kept until told
   *     otherwise
   */
  public synchronized void commit(Reached reached, boolean erase) throws IOException {
    commit(writer, reached, erase);
    committed = reached;
    eraseDue = erase;
  }

  private void commit(IndexWriter to, Reached reached, boolean erase) throws IOException {
    to.setLiveCommitData(
        Map.of(
                GENESIS, genesis.hex(),
                FORM, form,
                SIZE, Long.toString(reached.size()),
                ROOT, reached.root().hex(),
                ERASE, Boolean.toString(erase))
            .entrySet());
    to.commit();
  }

  /** Empties the folder. */
  public synchronized void clear() throws IOException {
    writer.deleteAll();
    commit(Reached.NOTHING);
  }

  /**
   * Goes back to the last commit after a failure, or to nothing where the failure was that the
   * folder is damaged.
   */
  public synchronized void recover(Throwable failure) throws IOException {
    writer.rollback();
    if (Damage.isIn(failure)) {
      empty(failure.toString());
    }
    committed = examine();
    writer = begin();
  }

  /** Forgets what was not committed. */
  @Override
  public synchronized void close() throws IOException {
    writer.rollback();
    directory.close();
  }

  /** A writer, after a first commit where there is none: so there is always one to go back to. */
  private IndexWriter begin() throws IOException {
    IndexWriter next = new IndexWriter(directory, config.get());
    try {
      if (committed.size() == 0) {
        commit(next, committed, false);
      }
      return next;
    } catch (IOException | RuntimeException e) {
      next.rollback();
      throw e;
    }
  }

  /** How far the folder has come; it is emptied where nobody can tell. */
  private Reached examine() throws IOException {
    try (Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      if (files().length == 0) {
        return Reached.NOTHING;
      }
      try (DirectoryReader reader = openCommitted()) {
        return examine(reader.getIndexCommit().getUserData());
      } catch (IOException | RuntimeException e) {
        if (!Damage.isIn(e)) {
          throw e;
        }
        return empty(e.toString());
      }
    }
  }

  private Reached examine(Map<String, String> data) throws IOException {
    if (!genesis.hex().equals(data.get(GENESIS)) || !form.equals(data.get(FORM))) {
      return empty("it is of another ledger or form");
    }
    String size = data.get(SIZE);
    String root = data.get(ROOT);
    if (size == null || root == null) {
      return empty("it does not say what it has reached");
    }
    eraseDue = Boolean.parseBoolean(data.get(ERASE));
    return new Reached(Long.parseLong(size), Sha256.ofHex(root));
  }

  private Reached empty(String reason) throws IOException {
    eraseDue = false;
    LOG.warn("index folder {} is emptied and will be filled again: {}", path, reason);
    for (String file : files()) {
      directory.deleteFile(file);
    }
    return Reached.NOTHING;
  }

  private String[] files() throws IOException {
    return Arrays.stream(directory.listAll())
        .filter(file -> !file.equals(IndexWriter.WRITE_LOCK_NAME))
        .toArray(String[]::new);
  }
}
