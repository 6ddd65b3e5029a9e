package cn.cunzhen.indexer.access;

import cn.cunzhen.core.access.AccessBatch;
import cn.cunzhen.core.access.AccessLedger;
import cn.cunzhen.core.access.LoggedAccesses;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.Version;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an index of accesses up with the access logs of all nodes of a store, every second, and
 * makes it forget, every hour, the months that were erased there.
 *
 * <p>What the head of a log has carried for an hour, since its node is down or gone, it puts apart,
 * as the node itself would have done: so it can be erased.
 *
 * <p>Nothing stops it for good: what fails is tried again the next time, and trouble with one
 * node's log does not keep it from the others.
 */
public final class AccessFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessFollower.class);
  private static final String LOGS = "access/";
  private static final Pattern HEAD = Pattern.compile(LOGS + "([^/]+)/head");

  private final Store store;
  private final Function<String, AppendLog> logs;
  private final AccessIndex index;
  private final Map<String, AppendLog> known = new HashMap<>();
  private final Map<String, Version> seen = new HashMap<>();
  private final Set<String> troubles = new HashSet<>();
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("access-follower").factory());
  private volatile boolean caughtUp;
  private volatile boolean closing;

  AccessFollower(Store store, Function<String, AppendLog> logs, AccessIndex index) {
    this.store = store;
    this.logs = logs;
    this.index = index;
  }

  /**
   * Begins to follow.
   *
   * @param logs gives the log of a node, which lies at {@code access/<node>}
   */
  public static AccessFollower start(
      Store store, Function<String, AppendLog> logs, AccessIndex index) {
    AccessFollower follower = new AccessFollower(store, logs, index);
    var _ = follower.executor.scheduleWithFixedDelay(follower::forget, 0, 1, TimeUnit.HOURS);
    var _ = follower.executor.scheduleWithFixedDelay(follower::follow, 0, 1, TimeUnit.SECONDS);
    return follower;
  }

  /** Whether the last time nothing was in the way: the index is a second behind at most. */
  public boolean caughtUp() {
    return caughtUp;
  }

  /** Stops following; the index stays open. */
  @Override
  public void close() {
    closing = true;
    // Never by an interrupt, which would close the index's files.
    executor.close();
  }

  /** Adds what the logs have more than the index. */
  void follow() {
    boolean done = attempt("the index of accesses", index::repair);
    done &= findLogs();
    for (Map.Entry<String, AppendLog> node : known.entrySet()) {
      done &= attempt(LOGS + node.getKey(), () -> follow(node.getKey(), node.getValue()));
    }
    caughtUp = done && index.works();
  }

  private boolean findLogs() {
    return attempt(
        "the list of access logs",
        () -> nodes().forEach(node -> known.computeIfAbsent(node, logs)));
  }

  /** Takes out of the index what was erased from the store. */
  void forget() {
    attempt(
        "erasing accesses",
        () -> {
          // In this order: what a head carried and carries no more is an object by now.
          Set<Period> gone = new HashSet<>(index.periods());
          if (!findLogs()) {
            return;
          }
          known.forEach((node, log) -> gone.removeIf(carriedBy(node, log)));
          gone.removeIf(this::isKept);
          if (!gone.isEmpty()) {
            index.erase(gone);
          }
        });
  }

  /** What the head of this node's log carries; all of the node's where that can't be said. */
  private Predicate<Period> carriedBy(String node, AppendLog log) {
    Set<Period> carried = new HashSet<>();
    boolean read =
        attempt(
            LOGS + node,
            () -> {
              LogHead head = log.read();
              AccessBatch.carriedBy(head)
                  .map(batch -> Period.of(node, batch))
                  .ifPresent(carried::add);
              if (head.version().equals(seen.put(node, head.version()))) {
                AccessLedger.settle(log, store.objects(), LOGS + node, head);
              }
            });
    return period -> period.node().equals(node) && (!read || carried.contains(period));
  }

  private boolean isKept(Period period) {
    String months = AccessBatch.folder(LOGS + period.node(), period.month());
    try (Stream<ObjectInfo> objects = store.objects().list(months)) {
      return objects.findAny().isPresent();
    }
  }

  private List<String> nodes() {
    try (Stream<ObjectKey> heads = store.heads().list(LOGS)) {
      return heads
          .map(key -> HEAD.matcher(key.value()))
          .filter(Matcher::matches)
          .map(head -> head.group(1))
          .toList();
    }
  }

  private void follow(String node, AppendLog log) throws IOException {
    // In this order, since this node's own accesses are indexed before anyone reads their head.
    long reached = index.reached(node);
    LogHead head = log.read();
    if (reached > head.size()) {
      LOG.warn("the access log of {} is smaller than it was; it is read from the start", node);
      index.forget(node);
    }
    LoggedAccesses accesses = new LoggedAccesses(store.objects(), LOGS + node, log, head);
    if (isBehind(node, head)) {
      add(node, accesses.recent(index.reached(node)));
    }
    if (isBehind(node, head)) {
      add(node, accesses.all(index.reached(node)));
      if (!closing) {
        index.passed(node, head.size());
      }
    }
  }

  private boolean isBehind(String node, LogHead head) {
    return !closing && index.works() && index.reached(node) < head.size();
  }

  private void add(String node, Stream<AccessBatch> accesses) {
    try (accesses) {
      accesses
          .takeWhile(_ -> !closing && index.works())
          .forEachOrdered(batch -> index.gather(node, batch));
    }
  }

  /** Does the step; says in the log when trouble begins and when it is over. */
  private boolean attempt(String what, Step step) {
    try {
      step.run();
      if (troubles.remove(what)) {
        LOG.info("no more trouble with {}", what);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      if (!closing && troubles.add(what)) {
        LOG.warn("trouble with {}; it is tried again", what, e);
      }
      return false;
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
