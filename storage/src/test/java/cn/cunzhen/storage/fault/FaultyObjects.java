package cn.cunzhen.storage.fault;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

final class FaultyObjects implements Objects {
  private final Objects objects;
  private final Script script;

  FaultyObjects(Objects objects, Script script) {
    this.objects = objects;
    this.script = script;
  }

  @Override
  public void put(ObjectKey key, Content content) {
    script.run(Operation.PUT, key.value(), new Put(key, content));
  }

  private final class Put implements Reply<Boolean> {
    private final ObjectKey key;
    private final Content content;

    private Put(ObjectKey key, Content content) {
      this.key = key;
      this.content = content;
    }

    @Override
    public Boolean truth() {
      objects.put(key, content);
      return true;
    }

    @Override
    public Put kept() {
      try (InputStream stream = content.open()) {
        return new Put(key, Content.of(Bytes.of(stream.readAllBytes())));
      } catch (IOException e) {
        throw new AssertionError("what was to be put can't be read", e);
      }
    }
  }

  @Override
  public InputStream get(ObjectKey key) {
    return script.run(
        Operation.GET, key.value(), Reply.ofStream(() -> objects.get(key), Halves::of));
  }

  @Override
  public InputStream get(ObjectKey key, long offset, long length) {
    return script.run(
        Operation.GET,
        key.value(),
        Reply.ofStream(() -> objects.get(key, offset, length), Halves::of));
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return script.run(Operation.STAT, key.value(), Reply.of(() -> objects.stat(key)));
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    return script.run(
        Operation.LIST, prefix, Reply.ofStream(() -> objects.list(prefix), Halves::of));
  }

  @Override
  public void delete(ObjectKey key) {
    script.run(Operation.DELETE, key.value(), Reply.of(() -> objects.delete(key)));
  }

  @Override
  public void lock(ObjectKey key, Instant until) {
    script.run(Operation.LOCK, key.value(), Reply.of(() -> objects.lock(key, until)));
  }

  @Override
  public void hold(ObjectKey key, boolean held) {
    script.run(Operation.HOLD, key.value(), Reply.of(() -> objects.hold(key, held)));
  }

  @Override
  public Optional<Instant> lockedUntil(ObjectKey key) {
    return script.run(
        Operation.LOCKED_UNTIL, key.value(), Reply.of(() -> objects.lockedUntil(key)));
  }

  @Override
  public boolean locks() {
    return objects.locks();
  }
}
