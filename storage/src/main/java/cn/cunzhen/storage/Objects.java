package cn.cunzhen.storage;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The many things that never change: packages, tiles, events, evidence.
 *
 * <p>An object is named by its content or by its place in an append-only log, so whoever puts a key
 * puts the same bytes. No key is a folder of another, as {@code a} would be of {@code a/b}: a store
 * may refuse the second of them with a {@link StorageException.Conflict}. All methods may be called
 * from any thread and any process at once.
 *
 * <p>Failures are a {@link StorageException}. Implementations try again by themselves where trying
 * again is safe, and give up within a limit; a caller that hears of an unknown outcome may repeat
 * any of these calls.
 */
public interface Objects {
  /**
   * Stores the content under the key and returns once it is on stable storage, name and all.
   *
   * <p>Unconditional and idempotent. Readers see nothing or the whole object, never a part. Where
   * the key already holds an object of the same size, that object stays or is replaced by this one.
   *
   * <p>An object may be seen before the put that made it has returned, or after its process was
   * killed; it is on stable storage only once a put of it, perhaps a repeated one, has returned.
   *
   * @throws StorageException.Conflict if the key holds an object of another size: the caller's key
   *     does not name its content
   * @throws StorageException.Full if the store has no room; nothing is left behind
   * @throws StorageException if the content can't be read or is not as long as it says; nothing is
   *     stored
   * @throws StorageException.Unknown if it may or may not have been stored
   */
  void put(ObjectKey key, Content content);

  /**
   * Opens the object.
   *
   * <p>The stream ends at the object's end or fails; it never ends early in silence.
   *
   * @throws StorageException.Missing if there is none
   */
  InputStream get(ObjectKey key);

  /**
   * Opens {@code length} bytes from {@code offset}.
   *
   * @throws StorageException.Missing if there is none
   * @throws IllegalArgumentException if the range is negative or reaches past the object's end
   */
  InputStream get(ObjectKey key, long offset, long length);

  /** What the store knows of the object; empty where there is none. */
  Optional<ObjectInfo> stat(ObjectKey key);

  /**
   * All objects whose key starts with the prefix, in the order of their keys.
   *
   * <p>Lazy; the caller closes it. An object put or deleted while the listing runs may be in it or
   * not; every other one is in it exactly once.
   */
  Stream<ObjectInfo> list(String prefix);

  /**
   * Removes every version of the object; nothing happens where there is none.
   *
   * @throws StorageException.Locked if a lock or a hold forbids it; then the object is whole
   */
  void delete(ObjectKey key);

  /**
   * Forbids deletion until the given time. Only extends: an earlier time than the present one
   * changes nothing.
   *
   * @throws StorageException.Missing if there is none
   * @throws UnsupportedOperationException if {@link #locks()} is false
   */
  void lock(ObjectKey key, Instant until);

  /**
   * Sets or lifts the hold, a flag of its own beside the lock.
   *
   * @throws StorageException.Missing if there is none
   * @throws UnsupportedOperationException if {@link #locks()} is false
   */
  void hold(ObjectKey key, boolean held);

  /**
   * The time until which deletion is forbidden; empty where no lock was ever set or no object is.
   */
  Optional<Instant> lockedUntil(ObjectKey key);

  /** Whether this store can lock and hold. */
  boolean locks();
}
