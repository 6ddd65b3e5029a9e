package cn.cunzhen.storage;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The few things that are put once or swapped: heads of ledgers, genesis, state, stamps.
 *
 * <p>Small (at most {@link #MAX_SIZE} bytes), always read and written whole. Every read gives the
 * newest value of which any caller has been told that it is written, or a newer one; a value that
 * was read is on stable storage.
 *
 * <p>The caller sees to it that no value of one key ever recurs: a version may be made from the
 * value alone. No key is a folder of another, as with {@link Objects}.
 *
 * <p>A write that may have had an effect is answered with {@link Write.Unknown}; a {@link
 * StorageException} from it means that nothing was written and nothing will be.
 */
public interface Heads {
  int MAX_SIZE = 4 << 20;

  /** The present value with its version; empty where there is none. */
  Optional<Head> get(ObjectKey key);

  /**
   * Writes the value where the key has none. Of any number of callers at once, one is told Done.
   *
   * @throws IllegalArgumentException if the value is larger than {@link #MAX_SIZE}
   */
  Write putOnce(ObjectKey key, Bytes value);

  /**
   * Replaces the value whose version is {@code expected}. Of any number of callers at once, one is
   * told Done.
   *
   * @throws IllegalArgumentException if the value is larger than {@link #MAX_SIZE}
   */
  Write swap(ObjectKey key, Version expected, Bytes value);

  /** All keys that start with the prefix, in order; the caller closes it. */
  Stream<ObjectKey> list(String prefix);

  /** Removes the value whatever it is; nothing happens where there is none. */
  void delete(ObjectKey key);
}
