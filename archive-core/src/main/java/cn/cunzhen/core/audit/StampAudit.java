package cn.cunzhen.core.audit;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampFault;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.stamp.Stamps;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Reads every time stamp again and holds it against the ledger.
 *
 * <p>A stamp over more entries than the ledger has says that some were taken away.
 */
public final class StampAudit {
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  private final AppendLog log;
  private final Supplier<LogHead> newest;
  private final Stamps stamps;
  private final Objects objects;
  private final TimeStampVerifier verifier;
  private final Map<String, Instant> latest = new HashMap<>();

  /**
   * @param newest a head that is read when it is asked for: a stamp may come while others are read
   */
  public StampAudit(
      AppendLog log,
      Supplier<LogHead> newest,
      Stamps stamps,
      Objects objects,
      TimeStampVerifier verifier) {
    this.log = log;
    this.newest = newest;
    this.stamps = stamps;
    this.objects = objects;
    this.verifier = verifier;
  }

  /** Tells the companion what is wrong with them. */
  public void run(Companion companion) {
    latest.clear();
    long[] sizes;
    try (LongStream all = stamps.all()) {
      sizes = all.peek(size -> companion.read(0)).toArray();
    }
    LogHead head = newest.get();
    Attempts attempts = new Attempts(objects, companion);
    for (long size : sizes) {
      if (size > head.size()) {
        companion.found(defect(size, "over more entries than the ledger's " + head.size()));
      } else {
        check(size, head, attempts);
      }
    }
    companion.checked(Part.TIME_STAMPS);
  }

  private void check(long size, LogHead head, Attempts attempts) {
    try {
      Optional<Stamped> stamped = attempts.of(() -> stamps.at(size));
      Sha256 root = attempts.of(() -> log.rootAt(head, size));
      attempts.companion().read(stamped.map(each -> each.stamp().der().size()).orElse(0));
      stamped
          .flatMap(each -> check(size, each.stamp(), root))
          .ifPresent(detail -> attempts.companion().found(defect(size, detail)));
    } catch (StorageException e) {
      attempts.companion().found(Attempts.defect(Defect.Kind.STAMP, where(size), e));
    }
  }

  /** What is wrong with one; empty where nothing is. */
  private Optional<String> check(long size, TimeStamp stamp, Sha256 root) {
    Checkpoint checkpoint = new Checkpoint(log.origin(), size, root);
    List<TimeStampFault> faults =
        verifier.verify(stamp, Sha256.of(Bytes.utf8(checkpoint.format())));
    if (!faults.isEmpty()) {
      return Optional.of(
          faults.stream().map(TimeStampFault::code).collect(Collectors.joining(" ")));
    }
    Instant before = latest.getOrDefault(stamp.authority(), Instant.MIN);
    if (stamp.time().plus(TOLERANCE).isBefore(before)) {
      return Optional.of(
          "of " + stamp.time() + ", earlier than one over fewer entries, of " + before);
    }
    latest.merge(stamp.authority(), stamp.time(), (a, b) -> a.isAfter(b) ? a : b);
    return Optional.empty();
  }

  private static Defect defect(long size, String detail) {
    return new Defect(Defect.Kind.STAMP, where(size), detail);
  }

  private static String where(long size) {
    return "checkpoint of " + size + " entries";
  }
}
