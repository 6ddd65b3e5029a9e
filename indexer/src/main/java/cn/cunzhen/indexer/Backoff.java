package cn.cunzhen.indexer;

import cn.cunzhen.core.record.RecordId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which records are not to be tried again yet: after every failure a record waits twice as long, up
 * to a limit. For one thread.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<RecordId, Wait> waits = new HashMap<>();

  private record Wait(long until, Duration length) {}

  void failed(RecordId record) {
    Wait before = waits.get(record);
    Duration length = before == null ? FIRST : before.length().multipliedBy(2);
    Duration limited = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    waits.put(record, new Wait(System.nanoTime() + limited.toNanos(), limited));
  }

  void succeeded(RecordId record) {
    waits.remove(record);
  }

  /** Forgets all but these. */
  void retain(Collection<RecordId> records) {
    waits.keySet().retainAll(Set.copyOf(records));
  }

  Set<RecordId> waiting() {
    long now = System.nanoTime();
    return waits.entrySet().stream()
        .filter(wait -> wait.getValue().until() - now > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How long until one may be tried again, but for these; very long where there is none. */
  Duration untilNext(Set<RecordId> but) {
    long now = System.nanoTime();
    return waits.entrySet().stream()
        .filter(wait -> !but.contains(wait.getKey()))
        .map(wait -> Duration.ofNanos(Math.max(0, wait.getValue().until() - now)))
        .min(Duration::compareTo)
        .orElse(Duration.ofDays(1));
  }
}
