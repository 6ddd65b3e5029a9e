package cn.cunzhen.indexer;

import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.indexer.search.Pending;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.TextExtraction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the text of records' files and puts it into the index: one record after the other, the
 * newest first, so that it takes little from those who archive.
 *
 * <p>What is to be done stands in the index itself, so a crash loses nothing. A file without text
 * is done too, for a reason that is kept; a record whose files could not be had is tried again.
 */
public final class TextReading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TextReading.class);

  /** Few: what is archived meanwhile comes first in the next, and recognition takes long. */
  private static final int BATCH = 4;

  /** After an idle time more may follow at once: a burst costs one look at the index. */
  private static final Duration GATHER = Duration.ofMillis(300);

  private static final Duration TROUBLED = Duration.ofSeconds(30);

  private final RecordIndex index;
  private final RecordSource records;
  private final RecordTexts texts;
  private final Backoff backoff = new Backoff();
  private final Semaphore wakes = new Semaphore(1);
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread worker;
  private volatile boolean paused;

  private TextReading(RecordIndex index, RecordSource records, RecordTexts texts) {
    this.index = index;
    this.records = records;
    this.texts = texts;
    this.worker = Thread.ofPlatform().daemon().name("text-reading").start(this::run);
  }

  /**
   * Begins to read.
   *
   * @param derivatives where text that took long to read is kept and found again
   */
  public static TextReading start(
      RecordIndex index,
      RecordSource records,
      FileSource files,
      TextExtraction extraction,
      Derivatives derivatives) {
    return new TextReading(index, records, new RecordTexts(files, extraction, derivatives));
  }

  /** Tells that there may be something new to read. */
  public void wake() {
    wakes.release();
  }

  /** Begins no further record until {@link #resume}. */
  public void pause() {
    paused = true;
  }

  public void resume() {
    paused = false;
    wake();
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

  /** Stops after the record that is being read. */
  @Override
  public void close() {
    closing.countDown();
    wake();
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Duration rest = Duration.ZERO;
      while (closing.getCount() > 0) {
        boolean idle = !rest.isZero();
        if (wakes.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS) && idle) {
          closing.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
        }
        wakes.drainPermits();
        rest = round();
      }
    } catch (InterruptedException e) {
      LOG.warn("no more text is read: the thread was interrupted");
    }
  }

  /** Reads some records, and says how long there is nothing to do. */
  private Duration round() throws InterruptedException {
    try {
      List<Pending> batch = index.pending(BATCH, backoff.waiting());
      for (Pending pending : batch) {
        if (paused || closing.getCount() == 0) {
          return Duration.ofDays(1);
        }
        read(pending);
      }
      return batch.isEmpty() ? backoff.untilNext() : Duration.ZERO;
    } catch (IOException | RuntimeException e) {
      LOG.warn("no text can be read just now", e);
      return TROUBLED;
    }
  }

  private void read(Pending pending) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    ArchivalRecord record;
    RecordTexts.Read found;
    try {
      record = records.read(pending.record(), pending.version(), pending.digest());
      found = texts.read(record, pending.digest());
    } catch (IOException | RuntimeException e) {
      LOG.info("the files of record {} can't be had just now", pending.record(), e);
      failures.incrementAndGet();
      backoff.failed(pending.record());
      return;
    }
    index.putTexts(record, pending.digest(), found.texts());
    backoff.succeeded(pending.record());
    read.incrementAndGet();
    kept.addAndGet(found.kept() ? 1 : 0);
    nanos.addAndGet(System.nanoTime() - begun);
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
