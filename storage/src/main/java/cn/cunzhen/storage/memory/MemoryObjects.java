package cn.cunzhen.storage.memory;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

final class MemoryObjects implements Objects {
  private record Stored(Bytes bytes, Instant modified, Optional<Instant> until, boolean held) {
    Stored lockedUntil(Instant time) {
      boolean later = until.isEmpty() || until.get().isBefore(time);
      return later ? new Stored(bytes, modified, Optional.of(time), held) : this;
    }

    Stored held(boolean flag) {
      return new Stored(bytes, modified, until, flag);
    }
  }

  private final Clock clock;
  private final KeyMap<Stored> objects = new KeyMap<>();

  MemoryObjects(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void put(ObjectKey key, Content content) {
    Bytes bytes = read(key, content);
    objects.change(
        key,
        present -> {
          present.ifPresent(stored -> requireSame(key, stored.bytes(), bytes));
          return present.isEmpty();
        },
        present -> new Stored(bytes, clock.instant(), Optional.empty(), false));
  }

  private static void requireSame(ObjectKey key, Bytes stored, Bytes bytes) {
    if (stored.size() != bytes.size()) {
      throw new StorageException.Conflict(key, "of " + stored + ", not " + bytes);
    }
    if (!stored.equals(bytes)) {
      throw new StorageException.Conflict(key, "of the same size, with other bytes");
    }
  }

  private static Bytes read(ObjectKey key, Content content) {
    try (InputStream stream = content.open()) {
      byte[] bytes = stream.readAllBytes();
      if (bytes.length != content.size()) {
        throw new StorageException(
            key + " was to have " + content.size() + " bytes and has " + bytes.length);
      }
      return Bytes.of(bytes);
    } catch (IOException e) {
      throw new StorageException("the content of " + key + " can't be read", e);
    }
  }

  @Override
  public InputStream get(ObjectKey key) {
    return stored(key).bytes().stream();
  }

  @Override
  public InputStream get(ObjectKey key, long offset, long length) {
    Bytes bytes = stored(key).bytes();
    if (offset < 0 || length < 0 || offset > bytes.size() - length) {
      throw new IllegalArgumentException(
          length + " bytes from " + offset + " lie outside " + key + " of " + bytes);
    }
    return bytes.slice((int) offset, (int) (offset + length)).stream();
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return objects
        .get(key)
        .map(stored -> new ObjectInfo(key, stored.bytes().size(), stored.modified()));
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    return objects.keys(prefix).flatMap(key -> stat(key).stream());
  }

  @Override
  public void delete(ObjectKey key) {
    objects.remove(key, stored -> requireFree(key, stored));
  }

  private void requireFree(ObjectKey key, Stored stored) {
    if (stored.held()) {
      throw new StorageException.Locked(key, "it is held");
    }
    if (stored.until().isPresent() && clock.instant().isBefore(stored.until().get())) {
      throw new StorageException.Locked(key, "it is locked until " + stored.until().get());
    }
  }

  @Override
  public void lock(ObjectKey key, Instant until) {
    replace(key, stored -> stored.lockedUntil(until));
  }

  @Override
  public void hold(ObjectKey key, boolean held) {
    replace(key, stored -> stored.held(held));
  }

  @Override
  public Optional<Instant> lockedUntil(ObjectKey key) {
    return objects.get(key).flatMap(Stored::until);
  }

  @Override
  public boolean locks() {
    return true;
  }

  private Stored stored(ObjectKey key) {
    return objects.get(key).orElseThrow(() -> new StorageException.Missing(key));
  }

  private void replace(ObjectKey key, UnaryOperator<Stored> next) {
    if (!objects.change(key, Optional::isPresent, present -> next.apply(present.orElseThrow()))) {
      throw new StorageException.Missing(key);
    }
  }
}
