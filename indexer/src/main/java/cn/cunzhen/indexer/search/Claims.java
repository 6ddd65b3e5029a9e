package cn.cunzhen.indexer.search;

import cn.cunzhen.core.record.RecordId;
import java.util.HashSet;
import java.util.Set;

/** Keeps two threads from replacing the same record's document at a time. */
final class Claims {
  private final Set<RecordId> claimed = new HashSet<>();

  /** Waits until nobody else has this record, and takes it until the claim is closed. */
  synchronized Claim on(RecordId record) {
    boolean interrupted = false;
    while (!claimed.add(record)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return new Claim(record);
  }

  private synchronized void release(RecordId record) {
    claimed.remove(record);
    notifyAll();
  }

  /** A record taken. */
  final class Claim implements AutoCloseable {
    private final RecordId record;

    private Claim(RecordId record) {
      this.record = record;
    }

    @Override
    public void close() {
      release(record);
    }
  }
}
