package cn.cunzhen.core.stamp;

import cn.cunzhen.core.head.BySize;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.StorageException;
import java.util.Optional;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time stamps of a ledger as they are stored: one token for each size that was stamped. */
public final class Stamps {
  private static final Logger LOG = LoggerFactory.getLogger(Stamps.class);

  private final BySize tokens;

  /**
   * @param log where the log lies in the store, such as {@code ledger}
   */
  public Stamps(Heads heads, String log) {
    this.tokens = new BySize(heads, log + "/stamps/");
  }

  /** What messages call the stamp over the checkpoint of so many entries. */
  public static String name(long size) {
    return "the time stamp over " + size + " entries";
  }

  /** A time stamp over the checkpoint of so many entries. */
  public record Stamped(long size, TimeStamp stamp) {}

  /** Keeps a stamp; one that is there already stays. */
  public void put(Stamped stamped) {
    tokens.put(stamped.size(), stamped.stamp().der());
  }

  /**
   * The stamp over the checkpoint of exactly so many entries.
   *
   * @throws StorageException if what is kept is none
   */
  public Optional<Stamped> at(long size) {
    return tokens
        .at(size)
        .map(token -> {
          try {
            return new Stamped(size, TimeStamp.parse(token));
          } catch (IllegalArgumentException e) {
            throw new StorageException.Damaged(name(size) + " is damaged", e);
          }
        });
  }

  /**
   * The stamp over the smallest checkpoint from one size to another; damaged ones are passed over.
   */
  public Optional<Stamped> first(long from, long to) {
    Optional<Long> size = tokens.first(from, to);
    while (size.isPresent()) {
      Optional<Stamped> stamped = readable(size.get());
      if (stamped.isPresent()) {
        return stamped;
      }
      size = tokens.first(size.get() + 1, to);
    }
    return Optional.empty();
  }

  /** The stamp over the largest checkpoint of at most so many entries; the same. */
  public Optional<Stamped> last(long atMost) {
    return last(0, atMost);
  }

  /** The stamp over the largest checkpoint of more entries than one size, up to another. */
  Optional<Stamped> last(long above, long atMost) {
    Optional<Long> size = tokens.last(atMost);
    while (size.isPresent() && size.get() > above) {
      Optional<Stamped> stamped = readable(size.get());
      if (stamped.isPresent()) {
        return stamped;
      }
      size = tokens.last(size.get() - 1);
    }
    return Optional.empty();
  }

  /**
   * The stamp over the checkpoint of exactly so many entries; empty where it is damaged, too: one
   * that is must not hide the others, and {@code audit} is what names it.
   */
  public Optional<Stamped> readable(long size) {
    Optional<Bytes> token = tokens.at(size);
    try {
      return token.map(TimeStamp::parse).map(stamp -> new Stamped(size, stamp));
    } catch (IllegalArgumentException e) {
      LOG.warn("the time stamp over {} entries is damaged", size);
      return Optional.empty();
    }
  }

  /** The sizes of all stamped checkpoints, in order; the caller closes it. */
  public LongStream all() {
    return tokens.all();
  }
}
