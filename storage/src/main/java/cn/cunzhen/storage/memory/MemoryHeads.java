package cn.cunzhen.storage.memory;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

final class MemoryHeads implements Heads {
  private record Stored(Bytes value, Version version, Instant modified) {}

  private final Clock clock;
  private final KeyMap<Stored> heads = new KeyMap<>();

  /** Every version that a key ever had; only read and written where its value changes. */
  private final Map<ObjectKey, Set<Version>> past = new HashMap<>();

  MemoryHeads(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<Head> get(ObjectKey key) {
    Instant now = clock.instant();
    return heads
        .get(key)
        .map(stored -> new Head(stored.value(), stored.version(), stored.modified(), now));
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
    Version version = Version.of(value);
    boolean done =
        heads.change(
            key,
            present -> present.map(Stored::version).equals(expected),
            present -> {
              remember(key, version);
              return new Stored(value, version, clock.instant());
            });
    return done ? new Write.Done(version) : new Write.Refused();
  }

  private void remember(ObjectKey key, Version version) {
    if (!past.computeIfAbsent(key, _ -> new HashSet<>()).add(version)) {
      throw new IllegalStateException("a value of " + key + " recurs: " + version.tag());
    }
  }

  @Override
  public Stream<ObjectKey> list(String prefix) {
    return heads.keys(prefix);
  }

  @Override
  public void delete(ObjectKey key) {
    heads.remove(key, stored -> {});
  }
}
