package cn.cunzhen.indexer;

import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.indexer.search.Pending;
import cn.cunzhen.indexer.search.Pending.Rest;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.TextExtraction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the text of records' files and puts it into the index, the newest first; their pictures
 * apart and later, so that what takes a second never waits for what takes minutes.
 *
 * <p>What is to be done stands in the index itself, so a crash loses nothing. A file without text
 * is done too, for a reason that is kept; a record whose files could not be had is tried again.
 */
public final class TextReading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TextReading.class);

  private final RecordIndex index;
  private final RecordSource records;
  private final RecordTexts texts;
  private final Map<Rest, ReadingQueue> queues = new EnumMap<>(Rest.class);
  private final List<Thread> workers = new ArrayList<>();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();

  private TextReading(RecordIndex index, RecordSource records, RecordTexts texts) {
    this.index = index;
    this.records = records;
    this.texts = texts;
    for (Rest rest : Rest.values()) {
      queues.put(rest, new ReadingQueue((most, but) -> index.pending(Set.of(rest), most, but)));
    }
  }

  /**
   * Begins to read.
   *
   * @param atOnce so many records, and the pictures of as many others
   * @param derivatives where text that took long to read is kept and found again
   */
  public static TextReading start(
      int atOnce,
      RecordIndex index,
      RecordSource records,
      FileSource files,
      TextExtraction extraction,
      Derivatives derivatives) {
    TextReading reading =
        new TextReading(index, records, new RecordTexts(files, extraction, derivatives));
    for (Rest rest : Rest.values()) {
      for (int i = 0; i < atOnce; i++) {
        String name = rest.name().toLowerCase(Locale.ROOT) + "-reading-" + i;
        reading.workers.add(Thread.ofPlatform().daemon().name(name).start(() -> reading.run(rest)));
      }
    }
    return reading;
  }

  /** Tells that there may be something new to read. */
  public void wake() {
    queues.values().forEach(ReadingQueue::wake);
  }

  /** Begins no further record until {@link #resume}. */
  public void pause() {
    queues.values().forEach(ReadingQueue::pause);
  }

  public void resume() {
    queues.values().forEach(ReadingQueue::resume);
  }

  /** How it gets on. */
  public Progress progress() throws IOException {
    return new Progress(index.pending(), counts(), index.withoutText());
  }

  /** What it has done since the start. */
  public Counts counts() {
    return new Counts(read.get(), kept.get(), failures.get(), Duration.ofNanos(nanos.get()));
  }

  /** In how many records a file has no text for this reason. */
  public int withoutText(Reason reason) throws IOException {
    return index.withoutText().getOrDefault(reason, 0);
  }

  /** Stops after the records that are being read. */
  @Override
  public void close() {
    queues.values().forEach(ReadingQueue::close);
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void run(Rest rest) {
    ReadingQueue queue = queue(rest);
    try {
      for (Pending next = queue.take(); next != null; next = queue.take()) {
        queue.done(next, read(next, rest));
      }
    } catch (InterruptedException e) {
      LOG.warn("no more text is read: the thread was interrupted");
    }
  }

  private ReadingQueue queue(Rest rest) {
    return Objects.requireNonNull(queues.get(rest));
  }

  /** Whether it could be read. */
  private boolean read(Pending pending, Rest rest) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      ArchivalRecord record = records.read(pending.record(), pending.version(), pending.digest());
      RecordTexts.Read found = texts.read(record, pending.digest(), rest);
      index.putTexts(record, pending.digest(), found.texts());
      nanos.addAndGet(System.nanoTime() - begun);
      if (found.more()) {
        queue(Rest.PICTURES).wake();
      } else {
        read.incrementAndGet();
        kept.addAndGet(found.kept() ? 1 : 0);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.info("the files of record {} can't be read just now", pending.record(), e);
      failures.incrementAndGet();
      return false;
    }
  }

  /**
   * What text reading has done since the start.
   *
   * @param read records whose files were read
   * @param kept how many of them from what is kept in the store
   * @param failures how often a record's files could not be had
   * @param busy time spent on what was read
   */
  public record Counts(long read, long kept, long failures, Duration busy) {}

  /**
   * How text reading gets on.
   *
   * @param pending records whose files are still to be read
   * @param withoutText in how many records a file has no text, by the reason
   */
  public record Progress(int pending, Counts counts, Map<Reason, Integer> withoutText) {
    public Progress {
      withoutText = Map.copyOf(withoutText);
    }
  }
}
