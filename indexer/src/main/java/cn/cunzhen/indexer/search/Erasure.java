package cn.cunzhen.indexer.search;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentCommitInfo;

/**
 * Whether the folder still holds bytes of what was disposed of, and how they go.
 *
 * <p>Lucene only marks a removed document. Its bytes stay until the segment is merged, which may be
 * never.
 */
final class Erasure {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final AtomicLong disposals = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile long erased;

  /** Tells that a document was removed whose bytes have to go. */
  void disposed() {
    disposals.incrementAndGet();
  }

  boolean isDue() {
    return disposals.get() > erased;
  }

  /**
   * Rewrites every segment that has removed documents; what held them goes with the next commit.
   *
   * @return false where {@link #stop} came before the end
   */
  boolean run(IndexWriter writer) throws IOException {
    long until = disposals.get();
    try {
      // A merge that began before the removal carries the bytes on, and only marks them at its end.
      if (!awaitMerges(writer)) {
        return false;
      }
      writer.forceMergeDeletes(false);
      if (!awaitMerges(writer)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    erased = until;
    return true;
  }

  /** Lets it end soon, done or not. */
  void stop() {
    closing.countDown();
  }

  /** Waits for the merges of this moment, not for those that come. */
  private boolean awaitMerges(IndexWriter writer) throws InterruptedException {
    Set<SegmentCommitInfo> now = merging(writer);
    while (!Collections.disjoint(now, merging(writer))) {
      if (closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  private static Set<SegmentCommitInfo> merging(IndexWriter writer) {
    synchronized (writer) { // the set is the writer's own
      return Set.copyOf(writer.getMergingSegments());
    }
  }
}
