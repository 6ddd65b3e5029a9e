package cn.cunzhen.core.access;

import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accesses of one node as the store has them, the newest in the log's head, and its log bears
 * them out.
 *
 * <p>What was erased is missing; an object whose digests do not stand in the log, such as one whose
 * swap failed, is left out. For one thread.
 */
public final class LoggedAccesses {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedAccesses.class);
  private static final int READERS = 8;

  private final Objects objects;
  private final String prefix;
  private final AppendLog log;
  private final LogHead head;
  private long leavesFrom;
  private List<Bytes> leaves = List.of();

  /**
   * @param prefix where the log lies
   */
  public LoggedAccesses(Objects objects, String prefix, AppendLog log, LogHead head) {
    this.objects = objects;
    this.prefix = prefix;
    this.log = log;
    this.head = head;
  }

  /** What the head carries; whatever it does not was put as an object before. */
  private Optional<AccessBatch> carried() {
    return AccessBatch.carriedBy(head).filter(this::isLogged);
  }

  /**
   * Batches from this index on, looked for where those of the last weeks are: soon found, and
   * almost always all. A few of before may be among them. To be closed.
   */
  public Stream<AccessBatch> recent(long from) {
    Optional<AccessBatch> carried = carried();
    if (carried.isPresent() && carried.get().firstIndex() <= from) {
      return carried.stream();
    }
    OffsetDateTime written = head.modified().atOffset(ZoneOffset.UTC);
    YearMonth last = YearMonth.from(written.plusDays(1));
    Stream<AccessBatch> kept =
        Stream.iterate(
                YearMonth.from(written.minusDays(28)),
                month -> !month.isAfter(last),
                month -> month.plusMonths(1))
            .map(month -> AccessBatch.folder(prefix, month, first(from), head.size() - 1))
            .flatMap(start -> batches(start, from));
    return Stream.concat(kept, carried.stream());
  }

  /**
   * Batches from this index on, looked for everywhere; a few of before may be among them. To be
   * closed.
   */
  public Stream<AccessBatch> all(long from) {
    return Stream.concat(batches(AccessBatch.folder(prefix), from), carried().stream());
  }

  private Stream<AccessBatch> batches(String start, long from) {
    return objects
        .list(start)
        .map(ObjectInfo::key)
        .filter(key -> isBetween(first(from), AccessBatch.firstIndex(key).orElse(-1)))
        .gather(Gatherers.mapConcurrent(READERS, this::read))
        .flatMap(Optional::stream)
        .filter(this::isLogged);
  }

  /** Where the batch of an access begins at the earliest. */
  private static long first(long index) {
    return Math.max(0, index - AccessBatch.MOST + 1);
  }

  private boolean isBetween(long from, long index) {
    return from <= index && index < head.size();
  }

  /** Empty where the object was erased meanwhile, or is no batch. */
  private Optional<AccessBatch> read(ObjectKey key) {
    try (InputStream in = objects.get(key)) {
      return Optional.of(AccessBatch.parse(prefix, key, Bytes.of(in.readAllBytes())));
    } catch (StorageException.Missing e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is damaged: its accesses can't be shown", key, e);
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException("could not read " + key, e);
    }
  }

  private boolean isLogged(AccessBatch batch) {
    long index = batch.firstIndex();
    for (Bytes leaf : batch.leaves()) {
      if (index >= head.size() || !leaf.equals(leaf(index++))) {
        return false;
      }
    }
    return true;
  }

  private Bytes leaf(long index) {
    if (index < leavesFrom || index >= leavesFrom + leaves.size()) {
      leaves = log.leaves(head, index, Integer.MAX_VALUE);
      leavesFrom = index;
    }
    return leaves.get((int) (index - leavesFrom));
  }
}
