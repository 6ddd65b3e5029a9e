package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Objects as files of one tree, and what forbids their deletion as files of another. */
final class FileObjects implements Objects {
  private final Tree objects;
  private final Tree protections;
  private final HostLock lock;
  private final Clock clock;

  FileObjects(Tree objects, Tree protections, HostLock lock, Clock clock) {
    this.objects = objects;
    this.protections = protections;
    this.lock = lock;
    this.clock = clock;
  }

  @Override
  public void put(ObjectKey key, Content content) {
    if (objects.facts(key).isEmpty()) {
      objects.add(key, content);
    }
    objects.facts(key).ifPresent(facts -> requireSame(key, facts, content));
    objects.settle(key);
  }

  private static void requireSame(ObjectKey key, Disk.Facts found, Content content) {
    if (found.folder()) {
      throw new StorageException.Conflict(key, "it is the folder of others");
    }
    if (found.size() != content.size()) {
      throw new StorageException.Conflict(
          key, "of " + found.size() + " bytes, not " + content.size());
    }
  }

  @Override
  public InputStream get(ObjectKey key) {
    return objects.open(key, 0, size(key));
  }

  @Override
  public InputStream get(ObjectKey key, long offset, long length) {
    long size = size(key);
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new IllegalArgumentException(
          length + " bytes from " + offset + " lie outside " + key + " of " + size);
    }
    return objects.open(key, offset, length);
  }

  private long size(ObjectKey key) {
    return objects.file(key).orElseThrow(() -> new StorageException.Missing(key)).size();
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return objects.file(key).map(facts -> info(key, facts));
  }

  private static ObjectInfo info(ObjectKey key, Disk.Facts facts) {
    return new ObjectInfo(key, facts.size(), facts.modified());
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    return objects.list(prefix).map(found -> info(found.key(), found.facts()));
  }

  /** What protects the object goes first, so that it never meets another under the same key. */
  @Override
  public void delete(ObjectKey key) {
    try (HostLock.Held _ = lock.exclusive(name(key))) {
      Optional<String> reason = protection(key).reason(clock.instant());
      if (reason.isPresent() && objects.file(key).isPresent()) {
        throw new StorageException.Locked(key, reason.get());
      }
      protections.remove(key);
      objects.remove(key);
    }
  }

  @Override
  public void lock(ObjectKey key, Instant until) {
    protect(key, present -> present.until(until));
  }

  @Override
  public void hold(ObjectKey key, boolean held) {
    protect(key, present -> present.held(held));
  }

  /** What is to stay as it was is synced too: whoever made it so may have been killed before. */
  private void protect(ObjectKey key, UnaryOperator<Protection> change) {
    try (HostLock.Held _ = lock.exclusive(name(key))) {
      size(key);
      Optional<Protection> present = stored(key);
      Protection next = change.apply(present.orElse(Protection.NONE));
      if (!next.equals(present.orElse(Protection.NONE))) {
        protections.replace(key, Content.of(next.format()));
      } else if (present.isPresent()) {
        protections.secure(key);
      } else {
        protections.remove(key);
      }
    }
  }

  @Override
  public Optional<Instant> lockedUntil(ObjectKey key) {
    return objects.file(key).flatMap(_ -> protection(key).until());
  }

  private Protection protection(ObjectKey key) {
    return stored(key).orElse(Protection.NONE);
  }

  private Optional<Protection> stored(ObjectKey key) {
    try {
      return protections.read(
          key, (file, _) -> Protection.parse(file.read(0, Math.toIntExact(file.size()))));
    } catch (IllegalArgumentException e) {
      throw new StorageException("what protects " + key + " is damaged", e);
    }
  }

  private static String name(ObjectKey key) {
    return "objects/" + key;
  }

  @Override
  public boolean locks() {
    return true;
  }
}
