package cn.cunzhen.core;

import cn.cunzhen.core.Audit.Defect;
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
import cn.cunzhen.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final LogHead head;
  private final Stamps stamps;
  private final TimeStampVerifier verifier;
  private final List<Defect> defects = new ArrayList<>();
  private final Map<String, Instant> latest = new HashMap<>();

  public StampAudit(AppendLog log, LogHead head, Stamps stamps, TimeStampVerifier verifier) {
    this.log = log;
    this.head = head;
    this.stamps = stamps;
    this.verifier = verifier;
  }

  /** What is wrong with them. */
  public List<Defect> defects() {
    long entries = head.size();
    try (LongStream sizes = stamps.all()) {
      sizes.forEach(size -> {
        if (size > entries) {
          add(size, "over more entries than the ledger's " + entries);
        } else {
          check(size);
        }
      });
    }
    return List.copyOf(defects);
  }

  private void check(long size) {
    Optional<Stamped> stamped;
    try {
      stamped = stamps.at(size);
    } catch (StorageException e) {
      add(size, String.valueOf(e.getMessage()));
      return;
    }
    stamped.ifPresent(each -> check(size, each.stamp()));
  }

  private void check(long size, TimeStamp stamp) {
    Checkpoint checkpoint = new Checkpoint(log.origin(), size, log.rootAt(head, size));
    List<TimeStampFault> faults =
        verifier.verify(stamp, Sha256.of(Bytes.utf8(checkpoint.format())));
    if (!faults.isEmpty()) {
      add(size, faults.stream().map(TimeStampFault::code).collect(Collectors.joining(" ")));
      return;
    }
    Instant before = latest.getOrDefault(stamp.authority(), Instant.MIN);
    if (stamp.time().plus(TOLERANCE).isBefore(before)) {
      add(size, "of " + stamp.time() + ", earlier than one over fewer entries, of " + before);
    } else if (stamp.time().isAfter(before)) {
      latest.put(stamp.authority(), stamp.time());
    }
  }

  private void add(long size, String detail) {
    defects.add(new Defect(Defect.Kind.STAMP, "checkpoint of " + size + " entries", detail));
  }
}
