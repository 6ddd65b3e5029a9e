package cn.cunzhen.core.stamp;

import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Write;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The time stamps of a ledger as they are stored: one token for each checkpoint that was stamped,
 * under its size.
 *
 * <p>A key is {@code <log>/stamps/} and the size in 20 digits, in groups of five, so that no folder
 * grows without end. What is near a size is found by the digits that it has in common with it, so
 * the cost does not grow with the number of stamps.
 */
public final class Stamps {
  private static final int DIGITS = 20;
  private static final int GROUP = 5;

  private final Heads heads;
  private final String folder;

  /**
   * @param log where the log lies in the store, such as {@code ledger}
   */
  public Stamps(Heads heads, String log) {
    this.heads = heads;
    this.folder = log + "/stamps/";
  }

  /** A time stamp over the checkpoint of so many entries. */
  public record Stamped(long size, TimeStamp stamp) {}

  /**
   * Keeps a stamp; one that is there already stays.
   *
   * @throws StorageException if nobody knows whether it is kept
   */
  public void put(Stamped stamped) {
    Write write = heads.putOnce(key(stamped.size()), stamped.stamp().der());
    if (write instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
  }

  /** The stamp over the checkpoint of exactly so many entries. */
  public Optional<Stamped> at(long size) {
    return heads
        .get(key(size))
        .map(head -> {
          try {
            return new Stamped(size, TimeStamp.parse(head.value()));
          } catch (IllegalArgumentException e) {
            throw new StorageException("the time stamp " + key(size) + " is damaged", e);
          }
        });
  }

  /** The size of the smallest stamped checkpoint from one size to another. */
  public Optional<Long> first(long from, long to) {
    Optional<Long> last = last(to);
    if (last.isEmpty() || last.get() <= from) {
      return last.filter(size -> size == from);
    }
    return near(from, size -> size >= from && size <= to, Comparator.naturalOrder());
  }

  /** The size of the largest stamped checkpoint of at most so many entries. */
  public Optional<Long> last(long atMost) {
    return near(atMost, size -> size <= atMost, Comparator.reverseOrder());
  }

  /** The sizes of all stamped checkpoints, in order; the caller closes it. */
  public LongStream all() {
    return sizes(heads.list(folder));
  }

  /**
   * The best of those that fit: whoever has more digits in common with the size is nearer to it.
   */
  private Optional<Long> near(long size, LongPredicate fits, Comparator<Long> best) {
    for (int common = DIGITS; common >= 0; common--) {
      try (LongStream found = sizes(heads.list(prefix(size, common)))) {
        Optional<Long> nearest = found.filter(fits).boxed().min(best);
        if (nearest.isPresent()) {
          return nearest;
        }
      }
    }
    return Optional.empty();
  }

  private LongStream sizes(Stream<ObjectKey> keys) {
    return keys.mapToLong(
        key -> Long.parseLong(key.value().substring(folder.length()).replace("/", "")));
  }

  private ObjectKey key(long size) {
    return ObjectKey.of(prefix(size, DIGITS));
  }

  /** How the key of this size begins, up to so many of its digits. */
  private String prefix(long size, int common) {
    String digits = String.format(Locale.ROOT, "%0" + DIGITS + "d", size);
    StringBuilder key = new StringBuilder(folder);
    for (int i = 0; i < common; i++) {
      key.append(i > 0 && i % GROUP == 0 ? "/" : "").append(digits.charAt(i));
    }
    return key.toString();
  }
}
