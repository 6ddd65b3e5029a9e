package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries at start, through the store itself, what its promises rest on.
 *
 * <p>It works under names of its own below {@code probe/} and removes them again; an object that it
 * locked a little later, in the background. What a probe before it was killed over goes too.
 */
final class Probe {
  private static final String PREFIX = "probe/";
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);
  private static final Logger log = LoggerFactory.getLogger(Probe.class);

  private final Objects objects;
  private final Heads heads;
  private final Clock clock;
  private final String folder;

  Probe(Objects objects, Heads heads, Clock clock, RandomGenerator random) {
    this.objects = objects;
    this.heads = heads;
    this.clock = clock;
    this.folder = PREFIX + HexFormat.of().toHexDigits(random.nextLong()) + "/";
  }

  /**
   * @throws StorageException.Unfit naming each check that failed and what rests on it
   */
  void run() {
    Findings findings = new Findings();
    try {
      new HeadsProbe(heads, folder).run(findings);
      new ObjectsProbe(objects, folder).run(findings);
    } finally {
      cleanUp();
    }
    findings.refuse();
  }

  private void cleanUp() {
    try (Stream<ObjectKey> made = heads.list(PREFIX);
        Stream<ObjectInfo> put = objects.list(PREFIX)) {
      made.filter(this::isHeadToRemove).forEach(heads::delete);
      List<ObjectKey> locked =
          put.filter(info -> isToRemove(info.key(), info.modified()))
              .map(ObjectInfo::key)
              .filter(key -> !isRemoved(key))
              .toList();
      if (!locked.isEmpty()) {
        Thread.ofVirtual().name("probe").start(() -> removeLater(locked));
      }
    } catch (StorageException e) {
      log.warn("what was tried under {} is left behind: {}", folder, e.getMessage());
    }
  }

  private boolean isHeadToRemove(ObjectKey key) {
    return heads.get(key).filter(head -> isToRemove(key, head.modified())).isPresent();
  }

  private boolean isToRemove(ObjectKey key, Instant made) {
    return key.value().startsWith(folder) || made.plus(LEFT_BEHIND).isBefore(clock.instant());
  }

  private boolean isRemoved(ObjectKey key) {
    try {
      objects.delete(key);
      return true;
    } catch (StorageException.Locked stillLocked) {
      return false;
    }
  }

  private void removeLater(List<ObjectKey> locked) {
    try {
      Thread.sleep(ObjectsProbe.LOCK.plusSeconds(1));
      locked.forEach(objects::delete);
    } catch (InterruptedException | StorageException e) {
      log.debug("{} is left to a later start: {}", locked, e.getMessage());
    }
  }
}
