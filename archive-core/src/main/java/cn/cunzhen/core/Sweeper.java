package cn.cunzhen.core;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes packages that were put and never committed: their caller got no receipt, or that of an
 * equal one that was first.
 *
 * <p>A package goes only if it is a week old, if a head that was read after the package was listed
 * does not know it, and if the store's date of that head is a day or more later than the package's.
 * A node proposes no package that it put more than ten minutes ago, so whatever swap still names
 * the package builds on a head that is no longer there. Any number of nodes may sweep.
 */
public final class Sweeper {
  /** Into how many parts the packages fall, of which one is swept at a time. */
  public static final int PARTS = 32;

  static final Duration AGE = Duration.ofDays(7);
  static final Duration BEFORE_HEAD = Duration.ofDays(1);

  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Ledger ledger;
  private final AppendLog log;
  private final Objects objects;
  private final Clock clock;

  /**
   * @param log the ledger's own
   */
  public Sweeper(Ledger ledger, AppendLog log, Objects objects, Clock clock) {
    this.ledger = ledger;
    this.log = log;
    this.objects = objects;
    this.clock = clock;
  }

  /**
   * What became of packages that the ledger does not know.
   *
   * @param kept how many are too young to go, or may not be deleted yet
   */
  public record Swept(long removed, long kept) {}

  /** The part that is due in this hour: the same one on every node, and each of them in turn. */
  public int part() {
    return Math.floorMod(Duration.between(Instant.EPOCH, clock.instant()).toHours(), PARTS);
  }

  /**
   * Sweeps a part of the packages: those whose record's id begins with its digit.
   *
   * @param part from 0
   * @throws StorageException if the store, or the ledger's head, can't be read in time
   */
  public Swept sweep(int part) throws InterruptedException {
    List<ObjectInfo> unknown;
    try (Stream<ObjectInfo> listed = objects.list("records/" + DIGITS.charAt(part))) {
      unknown = listed.filter(this::isUnknown).toList();
    }
    return unknown.isEmpty() ? new Swept(0, 0) : sweep(unknown);
  }

  private Swept sweep(List<ObjectInfo> listed) throws InterruptedException {
    LogHead head = log.readAfter(ledger.head());
    if (!ledger.reach(head.size(), Ledger.PATIENCE)) {
      throw new StorageException("the ledger's head can't be read");
    }
    Instant old = clock.instant().plus(head.skew()).minus(AGE);
    long removed = 0;
    long kept = 0;
    for (ObjectInfo each : listed) {
      if (!isUnknown(each)) {
        continue;
      }
      boolean mayGo =
          !each.modified().isAfter(old)
              && !each.modified().plus(BEFORE_HEAD).isAfter(head.modified());
      if (mayGo && remove(each)) {
        removed++;
      } else {
        kept++;
      }
    }
    return new Swept(removed, kept);
  }

  private boolean isUnknown(ObjectInfo object) {
    PackageKey key;
    try {
      key = PackageKey.parse(object.key());
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is no package; it is left where it is", object.key());
      return false;
    }
    return ledger.entriesOf(key.id()).stream().noneMatch(entry -> key.names(entry.digest()));
  }

  private boolean remove(ObjectInfo object) {
    try {
      objects.delete(object.key());
      LOG.info("{} was never committed and is removed", object.key());
      return true;
    } catch (StorageException.Locked e) {
      LOG.info("{} was never committed, and can't be removed yet", object.key(), e);
      return false;
    }
  }
}
