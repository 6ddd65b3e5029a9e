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
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Heads as files that are replaced whole, or written by turns, under the lock of their name. */
final class FileHeads implements Heads {
  private static final int REMEMBERED = 10_000;

  /** A head that this process has written so often gets slots; the others stay plain to read. */
  private static final int OFTEN = 3;

  /**
   * What this process knows of a head.
   *
   * @param version a value that is on stable storage
   * @param writes how often the head was written here
   */
  private record Known(Version version, int writes) {}

  private final Tree heads;
  private final HostLock lock;
  private final Clock clock;
  private final Map<ObjectKey, Known> known = Collections.synchronizedMap(new Latest<>(REMEMBERED));

  FileHeads(Tree heads, HostLock lock, Clock clock) {
    this.heads = heads;
    this.lock = lock;
    this.clock = clock;
  }

  /** A value that is known to stay is answered without waiting for whoever writes the next. */
  @Override
  public Optional<Head> get(ObjectKey key) {
    Optional<HeadFile> seen =
        heads.read(key, (file, date) -> HeadFile.read(file, date, false)).flatMap(each -> each);
    return seen.filter(head -> stays(key, head)).or(() -> settle(key)).map(this::head);
  }

  private Head head(HeadFile file) {
    return new Head(file.value(), file.version(), file.modified(), clock.instant());
  }

  /** Another value than we last saw may be that of a writer killed before its last sync. */
  private Optional<HeadFile> settle(ObjectKey key) {
    try (HostLock.Held _ = lock.shared(name(key))) {
      Optional<HeadFile> head = readStill(key);
      head.ifPresent(file -> settle(key, file));
      return head;
    }
  }

  private void settle(ObjectKey key, HeadFile head) {
    if (!stays(key, head)) {
      heads.secure(key);
      known.merge(
          key,
          new Known(head.version(), 0),
          (before, now) -> new Known(now.version(), before.writes()));
    }
  }

  private boolean stays(ObjectKey key, HeadFile head) {
    Known last = known.get(key);
    return last != null && head.version().equals(last.version());
  }

  /** What is there while this thread holds the lock. */
  private Optional<HeadFile> readStill(ObjectKey key) {
    return heads.read(key, (file, date) -> HeadFile.read(file, date, true)).flatMap(each -> each);
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
      Optional<HeadFile> present = readStill(key);
      if (!present.map(HeadFile::version).equals(expected)) {
        return new Write.Refused();
      }
      Version version = Version.of(value);
      int writes = Optional.ofNullable(known.get(key)).map(Known::writes).orElse(0) + 1;
      write(key, present, value, version, writes);
      known.put(key, new Known(version, writes));
      return new Write.Done(version);
    } catch (StorageException.Unknown e) {
      return new Write.Unknown(e);
    }
  }

  private void write(
      ObjectKey key, Optional<HeadFile> present, Bytes value, Version version, int writes) {
    Instant now = clock.instant();
    Optional<HeadFile.Turn> turn =
        present.flatMap(HeadFile::turn).filter(each -> each.takes(value));
    if (turn.isPresent()) {
      settle(key, present.orElseThrow());
      heads.overwrite(key, turn.get().write(value, version, now), turn.get().noteSynced());
    } else {
      Bytes file =
          writes < OFTEN ? HeadFile.alone(value, now) : HeadFile.forMany(value, now, present);
      heads.replace(key, Content.of(file));
    }
  }

  @Override
  public Stream<ObjectKey> list(String prefix) {
    return heads.list(prefix).map(Walk.Found::key);
  }

  @Override
  public void delete(ObjectKey key) {
    try (HostLock.Held _ = lock.exclusive(name(key))) {
      known.remove(key);
      heads.remove(key);
    }
  }

  private static String name(ObjectKey key) {
    return "heads/" + key;
  }
}
