package cn.cunzhen.core.head;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
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
 * What is kept of a log's checkpoints, once for each size.
 *
 * <p>A key is the folder and the size in 20 digits, in groups of five, so that no folder grows
 * without end. What is near a size is found by the digits that it has in common with it, so the
 * cost does not grow with the number of what is kept.
 */
public final class BySize {
  private static final int DIGITS = 20;
  private static final int GROUP = 5;

  private final Heads heads;
  private final String folder;

  /**
   * @param folder such as {@code ledger/stamps/}
   */
  public BySize(Heads heads, String folder) {
    this.heads = heads;
    this.folder = folder;
  }

  /**
   * Keeps a value; one that is there already stays.
   *
   * @throws StorageException if nobody knows whether it is kept
   */
  public void put(long size, Bytes value) {
    Write write = heads.putOnce(key(size), value);
    if (write instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
  }

  /** What is kept of exactly this size. */
  public Optional<Bytes> at(long size) {
    return heads.get(key(size)).map(Head::value);
  }

  /** The smallest size, from one to another, of which something is kept. */
  public Optional<Long> first(long from, long to) {
    Optional<Long> last = last(to);
    if (last.isEmpty() || last.get() <= from) {
      return last.filter(size -> size == from);
    }
    return near(from, size -> size >= from && size <= to, Comparator.naturalOrder());
  }

  /** The largest size up to this one of which something is kept. */
  public Optional<Long> last(long atMost) {
    return near(atMost, size -> size <= atMost, Comparator.reverseOrder());
  }

  /** All sizes of which something is kept, in order; the caller closes it. */
  public LongStream all() {
    return sizes(heads.list(folder));
  }

  /** The best that fits: whoever has more digits in common with the size is nearer to it. */
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
    // What is no size there was put there by nobody of ours, and must not hide what is.
    return keys.map(key -> key.value().substring(folder.length()).replace("/", ""))
        .filter(digits -> digits.matches("0[0-9]{" + (DIGITS - 1) + "}"))
        .mapToLong(Long::parseLong);
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
