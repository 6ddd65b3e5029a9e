package cn.cunzhen.core.tally;

import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.AccessBatch;
import cn.cunzhen.core.access.AccessBody;
import cn.cunzhen.core.access.LoggedAccesses;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Store;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The access ledgers of all nodes, as tallies read them. */
final class Ledgers {
  private static final Pattern HEAD = Pattern.compile("access/([^/]+)/head");

  private final Store store;
  private final Origin archive;
  private final Logs logs;

  Ledgers(Store store, Origin archive, Logs logs) {
    this.store = store;
    this.archive = archive;
    this.logs = logs;
  }

  /**
   * What there is in all of them that the tally before did not cover.
   *
   * @param most how many entries at most
   */
  List<Span> spansAfter(Optional<Tally> before, long most) {
    SortedSet<String> nodes = nodes();
    before.ifPresent(tally -> tally.plan().spans().forEach(span -> nodes.add(span.node())));
    List<Span> spans = new ArrayList<>();
    long left = most;
    for (String node : nodes) {
      AppendLog log = log(node);
      LogHead head = log.read();
      long from = from(before, node, log, head);
      long size = Math.min(head.size(), from + left);
      spans.add(new Span(node, from, size, log.rootAt(head, size)));
      left -= size - from;
    }
    return spans;
  }

  private long from(Optional<Tally> before, String node, AppendLog log, LogHead head) {
    return before.isEmpty()
        ? wholeFrom(node, log, head)
        : before.get().plan().span(node).map(Span::size).orElse(0L);
  }

  private SortedSet<String> nodes() {
    try (Stream<ObjectKey> heads = store.heads().list("access/")) {
      return heads
          .map(ObjectKey::value)
          .map(HEAD::matcher)
          .filter(Matcher::matches)
          .map(head -> head.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /**
   * Whether a plan that was found is one that a node could have laid down. Ledgers that have begun
   * since are not in it.
   */
  boolean fits(Plan plan, Optional<Tally> before, long most) {
    SortedSet<String> nodes = nodes();
    return plan.spans().stream().mapToLong(span -> span.size() - span.from()).sum() <= most
        && plan.spans().stream().allMatch(span -> nodes.contains(span.node()))
        && plan.spans().stream().allMatch(span -> fits(span, before));
  }

  private boolean fits(Span span, Optional<Tally> before) {
    AppendLog log = log(span.node());
    LogHead head = log.read();
    return span.size() <= head.size()
        && span.from() == from(before, span.node(), log, head)
        && span.root().equals(log.rootAt(head, span.size()));
  }

  /**
   * When the first access was that these spans leave out of any ledger; empty where there is none.
   *
   * @param missing what is said of one whose body is missing
   */
  Optional<Instant> firstBeyond(Plan plan, Instant missing) {
    return nodes().stream()
        .flatMap(
            node -> firstBeyond(node, plan.span(node).map(Span::size).orElse(0L), missing).stream())
        .min(Comparator.naturalOrder());
  }

  private Optional<Instant> firstBeyond(String node, long index, Instant missing) {
    AppendLog log = log(node);
    LogHead head = log.read();
    if (head.size() <= index) {
      return Optional.empty();
    }
    LoggedAccesses accesses = new LoggedAccesses(store.objects(), "access/" + node, log, head);
    try (Stream<AccessBatch> batches = accesses.all(index)) {
      return batches
          .filter(batch ->
              batch.firstIndex() <= index && index < batch.firstIndex() + batch.bodies().size())
          .map(batch -> batch.bodies().get((int) (index - batch.firstIndex())))
          .map(body -> body.access().at())
          .findFirst()
          .or(() -> Optional.of(missing));
    }
  }

  /**
   * The objects that hold bodies of months before this one, once a tally covers them all.
   *
   * @throws UncoveredAccessException if one is in no tally, or still in the head of its log
   */
  List<ObjectKey> bodiesBefore(YearMonth month, Optional<Tally> last) {
    List<ObjectKey> found = new ArrayList<>();
    for (String node : nodes()) {
      AppendLog log = log(node);
      LogHead head = log.read();
      long covered = last.flatMap(tally -> tally.plan().span(node)).map(Span::size).orElse(0L);
      if (isCarried(head, month) || isUncovered(node, log, head, covered, month)) {
        throw new UncoveredAccessException(node, month);
      }
      try (Stream<ObjectInfo> objects =
          store.objects().list(AccessBatch.folder("access/" + node))) {
        objects
            .map(ObjectInfo::key)
            .filter(key -> AccessBatch.month(key).filter(month::isAfter).isPresent())
            .forEach(found::add);
      }
    }
    return found;
  }

  private static boolean isCarried(LogHead head, YearMonth month) {
    return AccessBatch.carriedBy(head).map(AccessBatch::month).filter(month::isAfter).isPresent();
  }

  private boolean isUncovered(
      String node, AppendLog log, LogHead head, long covered, YearMonth month) {
    LoggedAccesses accesses = new LoggedAccesses(store.objects(), "access/" + node, log, head);
    try (Stream<AccessBatch> beyond = accesses.all(covered)) {
      return beyond
          .filter(batch -> covered < batch.firstIndex() + batch.bodies().size())
          .anyMatch(batch -> batch.month().isBefore(month));
    }
  }

  AppendLog log(String node) {
    return logs.at("access/" + node, new Origin(archive + "/access/" + node));
  }

  /** The first index from which on no body is missing. */
  private long wholeFrom(String node, AppendLog log, LogHead head) {
    BitSet there = new BitSet();
    each(node, log, head, 0, (index, _) -> there.set(Math.toIntExact(index)));
    return there.previousClearBit(Math.toIntExact(head.size()) - 1) + 1L;
  }

  /**
   * Where accesses to each record stand.
   *
   * @throws MissingAccessException if a body is missing
   */
  Map<RecordId, List<Place>> count(Plan plan) {
    Map<RecordId, List<Place>> found = new HashMap<>();
    for (Span span : plan.spans()) {
      AppendLog log = log(span.node());
      BitSet there = new BitSet();
      each(
          span.node(),
          log,
          log.read(),
          span.from(),
          (index, body) -> {
            int at = Math.toIntExact(index - span.from());
            if (span.holds(index) && !there.get(at)) { // one may be in head and objects at once
              there.set(at);
              RecordId record = body.access().record();
              if (record != null && body.access().outcome() == Outcome.GRANTED) {
                found
                    .computeIfAbsent(record, _ -> new ArrayList<>(2))
                    .add(new Place(span.node(), index, body.leaf()));
              }
            }
          });
      long missing = span.from() + there.nextClearBit(0);
      if (missing < span.size()) {
        throw new MissingAccessException(span.node(), missing);
      }
    }
    return found;
  }

  private interface Taker {
    void take(long index, AccessBody body);
  }

  private void each(String node, AppendLog log, LogHead head, long from, Taker taker) {
    LoggedAccesses accesses = new LoggedAccesses(store.objects(), "access/" + node, log, head);
    try (Stream<AccessBatch> batches = accesses.all(from)) {
      batches.forEachOrdered(batch -> {
        long index = batch.firstIndex();
        for (AccessBody body : batch.bodies()) {
          if (index >= from) {
            taker.take(index, body);
          }
          index++;
        }
      });
    }
  }
}
