package cn.cunzhen.core.stamp;

import cn.cunzhen.core.head.BySize;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.StorageException;
import java.util.Optional;
import java.util.stream.LongStream;

/** The time stamps of a ledger as they are stored: one token for each size that was stamped. */
public final class Stamps {
  private final BySize tokens;

  /**
   * @param log where the log lies in the store, such as {@code ledger}
   */
  public Stamps(Heads heads, String log) {
    this.tokens = new BySize(heads, log + "/stamps/");
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
            throw new StorageException("the time stamp over " + size + " entries is damaged", e);
          }
        });
  }

  /** The stamp over the smallest checkpoint from one size to another. */
  public Optional<Stamped> first(long from, long to) {
    return tokens.first(from, to).flatMap(this::at);
  }

  /** The stamp over the largest checkpoint of at most so many entries. */
  public Optional<Stamped> last(long atMost) {
    return tokens.last(atMost).flatMap(this::at);
  }

  /** The sizes of all stamped checkpoints, in order; the caller closes it. */
  public LongStream all() {
    return tokens.all();
  }
}
