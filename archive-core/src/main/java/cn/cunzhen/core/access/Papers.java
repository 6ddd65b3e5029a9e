package cn.cunzhen.core.access;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Small objects of one kind that are changed now and then, each under an id of its own, as they
 * were read a moment ago. Any thread may use it.
 *
 * <p>What is changed here is known here at once, what another node changes within ten seconds.
 */
final class Papers<T> {
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final Heads heads;
  private final String folder;
  private final Function<T, Bytes> format;
  private final Function<Bytes, T> parse;
  private final BiPredicate<T, Instant> settled;
  private final BiPredicate<T, Instant> forgotten;
  private final Clock clock;
  private Map<String, T> known = Map.of();
  private Instant until = Instant.MIN;

  /**
   * @param folder where they lie, such as {@code state/grants/}
   * @param format how one is written; never twice the same
   * @param parse its inverse
   * @param settled what changes no more, so that it is read once
   * @param forgotten what is deleted
   */
  Papers(
      Heads heads,
      String folder,
      Function<T, Bytes> format,
      Function<Bytes, T> parse,
      BiPredicate<T, Instant> settled,
      BiPredicate<T, Instant> forgotten,
      Clock clock) {
    this.heads = heads;
    this.folder = folder;
    this.format = format;
    this.parse = parse;
    this.settled = settled;
    this.forgotten = forgotten;
    this.clock = clock;
  }

  /** Adds one under an id that is fresh. */
  void add(String id, T paper) {
    if (heads.putOnce(key(id), format.apply(paper)) instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
    forget();
  }

  /**
   * Changes one as it is in the store.
   *
   * @param change what is to be of it, whatever else that says; null-free
   * @param changed the paper within what {@code change} says; empty where it stays as it is
   * @return what {@code change} says; empty where there is no such paper
   */
  <R> Optional<R> change(String id, Function<T, R> change, Function<R, Optional<T>> changed) {
    Optional<Head> head = ID.matcher(id).matches() ? heads.get(key(id)) : Optional.empty();
    if (head.isEmpty()) {
      return Optional.empty();
    }
    R result = change.apply(parse.apply(head.get().value()));
    Optional<T> paper = changed.apply(result);
    if (paper.isPresent()) {
      write(key(id), head.get(), format.apply(paper.get()));
      forget();
    }
    return Optional.of(result);
  }

  private void write(ObjectKey key, Head before, Bytes value) {
    switch (heads.swap(key, before.version(), value)) {
      case Write.Done _ -> {}
      case Write.Refused _ -> {
        // A repeated request may have met its own first success.
        if (heads.get(key).map(Head::value).filter(value::equals).isEmpty()) {
          throw new ConcurrentModificationException("it is being changed: " + key);
        }
      }
      case Write.Unknown unknown -> throw unknown.cause();
    }
  }

  /** All of them by their ids. */
  synchronized Map<String, T> all() {
    Instant now = clock.instant();
    if (!now.isBefore(until)) {
      known = read(now);
      until = now.plus(REMEMBERED);
    }
    return known;
  }

  private synchronized void forget() {
    until = Instant.MIN;
  }

  private Map<String, T> read(Instant now) {
    List<ObjectKey> keys;
    try (Stream<ObjectKey> listed = heads.list(folder)) {
      keys = listed.toList();
    }
    Map<String, T> all = new TreeMap<>();
    for (ObjectKey key : keys) {
      String id = key.value().substring(folder.length());
      Optional<T> paper =
          Optional.ofNullable(known.get(id))
              .filter(old -> settled.test(old, now))
              .or(() -> heads.get(key).map(head -> parse.apply(head.value())));
      if (paper.isPresent() && forgotten.test(paper.get(), now)) {
        heads.delete(key);
      } else {
        paper.ifPresent(each -> all.put(id, each));
      }
    }
    return Map.copyOf(all);
  }

  private ObjectKey key(String id) {
    return ObjectKey.of(folder + id);
  }
}
