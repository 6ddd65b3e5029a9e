package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Heads as files that are replaced whole under the lock of their name. */
final class FileHeads implements Heads {
  private static final int REMEMBERED = 10_000;

  private final Tree heads;
  private final HostLock lock;
  private final Clock clock;

  /** The versions that this process knows to be on stable storage. */
  private final Map<ObjectKey, Version> settled =
      Collections.synchronizedMap(new Latest<>(REMEMBERED));

  FileHeads(Tree heads, HostLock lock, Clock clock) {
    this.heads = heads;
    this.lock = lock;
    this.clock = clock;
  }

  /**
   * A value that is known to be settled is answered without waiting for whoever writes the next.
   */
  @Override
  public Optional<Head> get(ObjectKey key) {
    Optional<Head> seen = read(key);
    return seen.filter(head -> isSettled(key, head)).or(() -> settle(key));
  }

  /** Another value than we last saw may be that of a writer killed before its last sync. */
  private Optional<Head> settle(ObjectKey key) {
    try (HostLock.Held _ = lock.shared(name(key))) {
      Optional<Head> head = read(key);
      if (head.isPresent() && !isSettled(key, head.get())) {
        heads.secure(key);
        settled.put(key, head.get().version());
      }
      return head;
    }
  }

  private boolean isSettled(ObjectKey key, Head head) {
    return head.version().equals(settled.get(key));
  }

  private Optional<Head> read(ObjectKey key) {
    return heads
        .load(key)
        .map(file ->
            new Head(file.bytes(), Version.of(file.bytes()), file.modified(), clock.instant()));
  }

  @Override
  public Write putOnce(ObjectKey key, Bytes value) {
    return write(key, Optional.empty(), value);
  }

  @Override
  public Write swap(ObjectKey key, Version expected, Bytes value) {
    return write(key, Optional.of(expected), value);
  }

  private Write write(ObjectKey key, Optional<Version> expected, Bytes value) {
    if (value.size() > MAX_SIZE) {
      throw new IllegalArgumentException(key + " may not have " + value);
    }
    try (HostLock.Held _ = lock.exclusive(name(key))) {
      if (!read(key).map(Head::version).equals(expected)) {
        return new Write.Refused();
      }
      heads.replace(key, Content.of(value));
      Version version = Version.of(value);
      settled.put(key, version);
      return new Write.Done(version);
    } catch (StorageException.Unknown e) {
      return new Write.Unknown(e);
    }
  }

  @Override
  public Stream<ObjectKey> list(String prefix) {
    return heads.list(prefix).map(Walk.Found::key);
  }

  @Override
  public void delete(ObjectKey key) {
    try (HostLock.Held _ = lock.exclusive(name(key))) {
      settled.remove(key);
      heads.remove(key);
    }
  }

  private static String name(ObjectKey key) {
    return "heads/" + key;
  }
}
