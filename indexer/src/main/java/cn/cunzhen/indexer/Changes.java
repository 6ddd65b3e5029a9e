package cn.cunzhen.indexer;

import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.indexer.search.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out what entries change, reading several packages at a time. What was handed over is taken
 * at once: a thread of its own would wait its turn among those who archive.
 */
final class Changes implements AutoCloseable {
  private static final int READERS = 8;

  private final RecordSource records;
  private final Handed handed;
  private final ExecutorService readers =
      Executors.newFixedThreadPool(READERS, Thread.ofVirtual().name("packages-", 0).factory());

  Changes(RecordSource records, Handed handed) {
    this.records = records;
    this.handed = handed;
  }

  /** The changes of these entries in their order; most other types of entries change nothing. */
  List<Change> of(long first, List<LedgerEntry> entries) throws InterruptedException {
    List<Future<Optional<Change>>> found = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      long index = first + i;
      LedgerEntry entry = entries.get(i);
      ArchivalRecord content = handed.take(entry.digest());
      found.add(
          content == null
              ? readers.submit(() -> of(index, entry))
              : CompletableFuture.completedFuture(Optional.of(version(index, entry, content))));
    }
    List<Change> changes = new ArrayList<>();
    for (Future<Optional<Change>> one : found) {
      try {
        one.get().ifPresent(changes::add);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a package that can't be read is a change too", e);
      }
    }
    return changes;
  }

  @Override
  public void close() {
    readers.close();
  }

  private Optional<Change> of(long index, LedgerEntry entry) {
    return switch (entry.type()) {
      case ARCHIVED, AMENDED -> Optional.of(version(index, entry));
      case DISPOSED -> Optional.of(new Change.Disposed(entry.record()));
      case HELD, RELEASED, TRANSFERRED, RENEWED, CHECKED, CONTINUED -> Optional.empty();
    };
  }

  private Change version(long index, LedgerEntry entry) {
    try {
      return version(index, entry, records.read(entry.record(), entry.version(), entry.digest()));
    } catch (RuntimeException e) {
      return unreadable(index, entry, e.getClass().getSimpleName());
    }
  }

  private static Change version(long index, LedgerEntry entry, ArchivalRecord content) {
    if (!content.id().equals(entry.record()) || content.version() != entry.version()) {
      return unreadable(index, entry, "NOT_THE_RECORD_OF_THE_ENTRY");
    }
    return new Change.Version(index, content, entry.digest());
  }

  private static Change unreadable(long index, LedgerEntry entry, String reason) {
    return new Change.Unreadable(index, entry.record(), entry.version(), entry.digest(), reason);
  }
}
