package cn.cunzhen.core.access;

import cn.cunzhen.core.access.ReadingLimit.Standing;
import cn.cunzhen.core.record.RecordId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which records each person has opened of late, and whether it may be another. Any thread may use
 * it.
 *
 * <p>What was opened at other nodes counts as soon as it is known here, within some ten seconds. A
 * record that was opened within a day is none more.
 */
public final class Openings {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private final ReadingLimit limit;
  private final Recorded recorded;
  private final Releases releases;
  private final Clock clock;
  private final Cache<String, Opened> people =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(DAY).build();

  /** What the logs of all nodes say. */
  public interface Recorded {
    /** When this account opened each record last, after this time. */
    Map<RecordId, Instant> opened(String account, Instant since);

    /**
     * Another number than before when something has become known that was not recorded by this node
     * since its start.
     */
    long news();
  }

  public Openings(ReadingLimit limit, Recorded recorded, Releases releases, Clock clock) {
    this.limit = limit;
    this.recorded = recorded;
    this.releases = releases;
    this.clock = clock;
  }

  /** Whether it is bounded how many records this role opens: they are not its own. */
  public static boolean isBounded(Role role) {
    return switch (role) {
      case CLERK, ARCHIVIST, AUDITOR, SUPERVISOR -> true;
      case CITIZEN, EMPLOYER, SOURCE, OPERATOR -> false;
    };
  }

  /** Whether this is to open a record. */
  public static boolean isOpening(Action action) {
    return switch (action) {
      case METADATA, FILE, PAGE, COPY, PACKAGE, PROOF, REPORT -> true;
      case SEARCH,
          VERIFICATION,
          ACCESSES,
          ACCESS_PROOF,
          GRANT_ASKED,
          GRANT_GIVEN,
          GRANT_REFUSED,
          GRANT_ENDED,
          RELEASE,
          OBJECTION,
          ANSWER,
          GUARDIANSHIP ->
          false;
    };
  }

  /** What one person has opened. */
  private static final class Opened {
    private final Map<RecordId, Instant> records = new HashMap<>();
    private Instant until = Instant.EPOCH;
    private long news = -1;
  }

  /**
   * Opens a record for somebody, if it may be another one, or is none.
   *
   * @return whether it may be opened
   */
  public boolean open(String account, RecordId record) {
    Instant now = clock.instant();
    Opened opened = people.get(account, _ -> new Opened());
    synchronized (opened) {
      refresh(account, opened, now);
      boolean may =
          opened.records.containsKey(record)
              || opened.records.size() < limit.hour()
              || !limit.of(opened.records.values(), now).isReached();
      if (may) {
        opened.records.put(record, now);
      }
      return may;
    }
  }

  /** Looks again, the next time, at all that somebody has opened. */
  public void forget(String account) {
    people.invalidate(account);
  }

  /** Where somebody stands. */
  public Standing standing(String account) {
    Instant now = clock.instant();
    Opened opened = people.get(account, _ -> new Opened());
    synchronized (opened) {
      refresh(account, opened, now);
      return limit.of(opened.records.values(), now);
    }
  }

  private void refresh(String account, Opened opened, Instant now) {
    if (now.isBefore(opened.until)) {
      return;
    }
    Instant released = releases.last(account);
    Instant since = released.isAfter(now.minus(DAY)) ? released : now.minus(DAY);
    long news = recorded.news();
    // What is opened here is counted here.
    if (news != opened.news) {
      // What was recorded a little before the last time may have become known since.
      Instant anew = opened.until.minus(OVERLAP);
      recorded
          .opened(account, anew.isAfter(since) ? anew : since)
          .forEach(
              (record, at) -> opened.records.merge(record, at, (a, b) -> a.isAfter(b) ? a : b));
      opened.news = news;
    }
    opened.records.values().removeIf(at -> !at.isAfter(since));
    opened.until = now.plus(REMEMBERED);
  }
}
