package cn.cunzhen.core.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The renewals of an archive in their order, and which followed which. It never changes.
 *
 * <p>A renewal that can't be read is left out, and with it all that followed it.
 */
public final class History {
  static final History NONE = new History(List.of());

  private final List<Optional<Renewal>> all;

  /** The numbers of first renewals, by the index of the entry that each begins with. */
  private final TreeMap<Long, Integer> firsts = new TreeMap<>();

  /** The numbers of those that followed, in their order; tokens of many ranges share a renewal. */
  private final Map<Integer, List<Integer>> after = new HashMap<>();

  private History(List<Optional<Renewal>> all) {
    this.all = List.copyOf(all);
    for (int number = 1; number <= all.size(); number++) {
      Renewal renewal = all.get(number - 1).orElse(null);
      if (renewal instanceof Renewal.OfEntries entries && entries.renews().isEmpty()) {
        firsts.putIfAbsent(entries.from(), number);
      }
      for (int before : renewal == null ? List.<Integer>of() : renewal.renews()) {
        after.computeIfAbsent(before, _ -> new ArrayList<>()).add(number);
      }
    }
  }

  History with(List<Optional<Renewal>> more) {
    List<Optional<Renewal>> joined = new ArrayList<>(all);
    joined.addAll(more);
    return new History(joined);
  }

  /** A renewal with its number, from 1. */
  public record Numbered(int number, Renewal renewal) {}

  /** A range of entries that was renewed, and its newest renewal. */
  public record Line(long from, long to, Numbered newest) {}

  /** How many renewals there are. */
  public int size() {
    return all.size();
  }

  /** All ranges, in the order of the ledger. */
  public List<Line> lines() {
    return firsts.keySet().stream()
        .map(from -> {
          List<Numbered> line = of(from);
          Renewal.OfEntries first = (Renewal.OfEntries) line.getFirst().renewal();
          return new Line(first.from(), first.to(), line.getLast());
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
    Map.Entry<Long, Integer> first = firsts.floorEntry(index);
    List<Numbered> line = new ArrayList<>();
    Optional<Numbered> next = first == null ? Optional.empty() : numbered(first.getValue(), index);
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
        .filter(renewal ->
            switch (renewal) {
              case Renewal.OfEntries entries -> entries.from() <= index && index < entries.to();
              case Renewal.OfTokens _ -> true;
            })
        .map(renewal -> new Numbered(number, renewal));
  }
}
