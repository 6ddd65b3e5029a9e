package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Ports that pass everything on; a test overrides the one promise that it breaks. */
final class Passing {
  private Passing() {}

  static class PassingHeads implements Heads {
    final Heads to;

    PassingHeads(Heads to) {
      this.to = to;
    }

    @Override
    public Optional<Head> get(ObjectKey key) {
      return to.get(key);
    }

    @Override
    public Write putOnce(ObjectKey key, Bytes value) {
      return to.putOnce(key, value);
    }

    @Override
    public Write swap(ObjectKey key, Version expected, Bytes value) {
      return to.swap(key, expected, value);
    }

    @Override
    public Stream<ObjectKey> list(String prefix) {
      return to.list(prefix);
    }

    @Override
    public void delete(ObjectKey key) {
      to.delete(key);
    }
  }

  static class PassingObjects implements Objects {
    final Objects to;

    PassingObjects(Objects to) {
      this.to = to;
    }

    @Override
    public void put(ObjectKey key, Content content) {
      to.put(key, content);
    }

    @Override
    public InputStream get(ObjectKey key) {
      return to.get(key);
    }

    @Override
    public InputStream get(ObjectKey key, long offset, long length) {
      return to.get(key, offset, length);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectKey key) {
      return to.stat(key);
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) {
      return to.list(prefix);
    }

    @Override
    public void delete(ObjectKey key) {
      to.delete(key);
    }

    @Override
    public void lock(ObjectKey key, Instant until) {
      to.lock(key, until);
    }

    @Override
    public void hold(ObjectKey key, boolean held) {
      to.hold(key, held);
    }

    @Override
    public Optional<Instant> lockedUntil(ObjectKey key) {
      return to.lockedUntil(key);
    }

    @Override
    public boolean locks() {
      return to.locks();
    }
  }
}
