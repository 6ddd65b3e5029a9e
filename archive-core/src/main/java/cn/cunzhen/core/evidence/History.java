package cn.cunzhen.core.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The renewals of an archive in their order, and which followed which; and what was gathered to
 * validate its seals. It never changes.
 *
 * <p>A renewal that can't be read is left out, and with it all that followed it. One that covers
 * entries for the first time takes the place of whatever covered them before.
 */
public final class History {
  private static final List<Integer> NOBODY = List.of();

  static final History NONE = new History(List.of());

  private final List<Optional<EvidenceObject>> all;

  /** Which first renewal counts from an index on, up to the next index here. */
  private final TreeMap<Long, Optional<Integer>> firsts = new TreeMap<>();

  /** The numbers of those that followed, in their order; tokens of many ranges share a renewal. */
  private final Map<Integer, List<Integer>> after = new HashMap<>();

  private History(List<Optional<EvidenceObject>> all) {
    this.all = List.copyOf(all);
    for (int number = 1; number <= all.size(); number++) {
      EvidenceObject object = all.get(number - 1).orElse(null);
      if (object instanceof Renewal.OfEntries entries && entries.renews().isEmpty()) {
        assign(entries.from(), entries.to(), number);
      }
      for (int before : object instanceof Renewal renewal ? renewal.renews() : NOBODY) {
        after.computeIfAbsent(before, _ -> new ArrayList<>()).add(number);
      }
    }
  }

  private void assign(long from, long to, int number) {
    Map.Entry<Long, Optional<Integer>> beyond = firsts.floorEntry(to);
    firsts.subMap(from, to).clear();
    firsts.put(from, Optional.of(number));
    firsts.putIfAbsent(to, beyond == null ? Optional.empty() : beyond.getValue());
  }

  History with(List<Optional<EvidenceObject>> more) {
    List<Optional<EvidenceObject>> joined = new ArrayList<>(all);
    joined.addAll(more);
    return new History(joined);
  }

  /** A renewal with its number, from 1. */
  public record Numbered(int number, Renewal renewal) {}

  /** A range of entries that was renewed, and its newest renewal. */
  public record Line(long from, long to, Numbered newest) {}

  /** How many objects the ledger names, those included that can't be read. */
  public int size() {
    return all.size();
  }

  /** The numbers of those that can't be read. */
  public List<Integer> unreadable() {
    return IntStream.rangeClosed(1, all.size())
        .filter(number -> all.get(number - 1).isEmpty())
        .boxed()
        .toList();
  }

  /** The newest tokens and those before them. */
  public List<Renewal> renewals() {
    return objects(Renewal.class);
  }

  /** What was gathered, in its order. */
  public List<ValidationData> validation() {
    return objects(ValidationData.class);
  }

  private <T extends EvidenceObject> List<T> objects(Class<T> kind) {
    return all.stream().flatMap(Optional::stream).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** All ranges, in the order of the ledger; within one, all entries had the same renewals. */
  public List<Line> lines() {
    return firsts.entrySet().stream()
        .filter(first -> first.getValue().isPresent())
        .map(first -> {
          long from = first.getKey();
          return new Line(from, firsts.higherKey(from), of(from).getLast());
        })
        .toList();
  }

  /** The size of the stamped checkpoint that an entry's evidence was made with; empty likewise. */
  public Optional<Long> stampedFor(long index) {
    List<Numbered> line = of(index);
    return !line.isEmpty() && line.getFirst().renewal() instanceof Renewal.OfEntries entries
        ? Optional.of(entries.stampedFor(index))
        : Optional.empty();
  }

  /** The renewals of an entry, in their order; none where it was never renewed. */
  List<Numbered> of(long index) {
    Map.Entry<Long, Optional<Integer>> first = firsts.floorEntry(index);
    List<Numbered> line = new ArrayList<>();
    Optional<Numbered> next =
        first == null
            ? Optional.empty()
            : first.getValue().flatMap(number -> numbered(number, index));
    while (next.isPresent()) {
      line.add(next.get());
      next =
          after.getOrDefault(next.get().number(), List.of()).stream()
              .flatMap(number -> numbered(number, index).stream())
              .findFirst();
    }
    return line;
  }

  /** The renewal, where it covers the entry, or tokens of those that do. */
  private Optional<Numbered> numbered(int number, long index) {
    return all.get(number - 1)
        .filter(Renewal.class::isInstance)
        .map(Renewal.class::cast)
        .filter(renewal ->
            switch (renewal) {
              case Renewal.OfEntries entries -> entries.from() <= index && index < entries.to();
              case Renewal.OfTokens _ -> true;
            })
        .map(renewal -> new Numbered(number, renewal));
  }
}
