package cn.cunzhen.core.access;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What holders object to, each a small object under {@code state/objections/}. Any thread may use
 * it.
 *
 * <p>An answered one is forgotten after two years; that it was, the ledger of accesses keeps.
 */
public final class Objections {
  private static final String OBJECTIONS = "state/objections/";
  private static final Duration FORGOTTEN = Duration.ofDays(731);

  private final Papers<Objection> papers;
  private final Supplier<Bytes> random;
  private final Clock clock;

  /**
   * @param random 16 fresh random bytes each time
   */
  public Objections(Heads heads, Supplier<Bytes> random, Clock clock) {
    this.papers =
        new Papers<>(
            heads,
            OBJECTIONS,
            objection -> objection.format(random.get()),
            Objection::parse,
            (objection, _) -> objection.answer() != null,
            (objection, now) ->
                objection.answer() != null && now.isAfter(objection.answer().at().plus(FORGOTTEN)),
            clock);
    this.random = random;
    this.clock = clock;
  }

  /**
   * Objects to a reading.
   *
   * @param reader who read the record
   * @throws IllegalArgumentException if it is not said why
   */
  public Objection object(
      Caller holder, RecordId record, String reader, Instant readAt, String words) {
    Objection objection =
        new Objection(
            random.get().hex(), holder.account(), record, reader, readAt, words, now(), null);
    papers.add(objection.id(), objection);
    return objection;
  }

  /**
   * Answers one.
   *
   * @return it as it is now, answered before or just now; empty where there is none
   */
  public Optional<Objection> answer(String id, Caller by, String words) {
    return papers.change(
        id,
        old ->
            old.answer() != null
                ? old
                : old.answered(new Objection.Answer(by.account(), words, now())),
        Optional::of);
  }

  /** Those of this account, the newest first. */
  public List<Objection> of(String account) {
    return all().stream().filter(each -> each.account().equals(account)).toList();
  }

  /** All, those that nobody has answered first, then the newest first. */
  public List<Objection> all() {
    return papers.all().values().stream()
        .sorted(
            Comparator.comparing((Objection each) -> Objects.nonNull(each.answer()))
                .thenComparing(Comparator.comparing(Objection::at).reversed()))
        .toList();
  }

  /** One of them. */
  public Optional<Objection> find(String id) {
    return Optional.ofNullable(papers.all().get(id));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
