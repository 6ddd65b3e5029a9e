package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.core.access.ReadingLimit.Standing;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many records one person may open. */
class OpeningsTest {
  private static final String CLERK = "clerk";
  private static final Caller SUPERVISOR =
      new Caller("supervisor", Role.SUPERVISOR, null, null, null, Set.of());

  private final SecureRandom random = new SecureRandom();
  private Instant now = Instant.parse("2026-11-23T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final Releases releases = new Releases(new MemoryStore(clock).heads(), this::salt, clock);

  /** What the logs of all nodes say of the clerk. */
  private final Map<RecordId, Instant> log = new HashMap<>();

  private final Openings.Recorded logs =
      new Openings.Recorded() {
        @Override
        public Map<RecordId, Instant> opened(String account, Instant since) {
          questions++;
          Map<RecordId, Instant> found = new HashMap<>(account.equals(CLERK) ? log : Map.of());
          found.values().removeIf(at -> !at.isAfter(since));
          return found;
        }

        @Override
        public long news() {
          return news;
        }
      };

  private int questions;
  private long news;

  private final Openings openings = new Openings(new ReadingLimit(5, 8), logs, releases, clock);

  private Bytes salt() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static RecordId record(int n) {
    return new RecordId("%026d".formatted(n));
  }

  private boolean open(int n) {
    boolean may = openings.open(CLERK, record(n));
    if (may) {
      log.put(record(n), now);
    }
    return may;
  }

  private void openedElsewhere(int n, Instant at) {
    log.put(record(n), at);
    news++;
  }

  private void opens(int from, int to) {
    for (int n = from; n <= to; n++) {
      assertThat(open(n)).as("record %d", n).isTrue();
    }
  }

  @Test
  void inAnHourSoManyMayBeOpenedAndNoneMore() {
    opens(1, 5);

    assertThat(open(6)).isFalse();
    assertThat(openings.open("other", record(6))).isTrue();
  }

  @Test
  void whatIsOpenAlreadyIsNoneMore() {
    opens(1, 5);

    opens(1, 5);
    assertThat(open(6)).isFalse();
    opens(1, 5);
  }

  @Test
  void anHourLaterItIsOthersUntilTheDayIsUsedUp() {
    opens(1, 5);
    now = now.plus(Duration.ofHours(1));
    opens(6, 8);
    assertThat(open(9)).isFalse();

    now = now.plus(Duration.ofHours(23));
    opens(9, 13);
  }

  @Test
  void whatWasOpenedElsewhereCountsWhenItIsKnown() {
    opens(1, 1);
    for (int n = 2; n <= 5; n++) {
      openedElsewhere(n, now);
    }
    now = now.plusSeconds(10);

    assertThat(open(6)).isFalse();
  }

  @Test
  void whatIsKnownLateCountsAsWell() {
    opens(1, 1);
    Instant before = now.plusSeconds(1);
    now = now.plusSeconds(60);
    opens(2, 2);
    for (int n = 3; n <= 5; n++) {
      openedElsewhere(n, before);
    }
    now = now.plusSeconds(10);

    assertThat(open(6)).isFalse();
  }

  @Test
  void theLogsAreAskedAgainOnlyWhenThereIsNews() {
    opens(1, 2);
    now = now.plusSeconds(10);
    opens(3, 3);
    assertThat(questions).isOne();

    openedElsewhere(4, now);
    now = now.plusSeconds(10);
    opens(5, 5);
    assertThat(questions).isEqualTo(2);
  }

  @Test
  void aNodeThatBeginsKnowsWhatWasOpenedBefore() {
    opens(1, 5);

    Openings again = new Openings(new ReadingLimit(5, 8), logs, releases, clock);
    assertThat(again.open(CLERK, record(6))).isFalse();
    assertThat(again.open(CLERK, record(5))).isTrue();
  }

  @Test
  void whoIsReleasedBeginsAnew() {
    opens(1, 5);
    now = now.plusSeconds(1);
    releases.release(CLERK, SUPERVISOR);
    now = now.plusSeconds(10);

    opens(6, 10);
    assertThat(open(11)).isFalse();
    now = now.plusSeconds(1);
    releases.release(CLERK, SUPERVISOR);
    now = now.plusSeconds(10);
    opens(11, 15);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 5, false, false",
    "3, 0, 3, 5, false, false",
    "4, 0, 4, 5, true, false",
    "5, 0, 5, 5, true, true",
    "3, 3, 6, 8, false, false",
    "2, 5, 7, 8, true, false",
    "0, 8, 8, 8, true, true"
  })
  void whatIsNearestIsSaid(
      int inHour, int before, int opened, int limit, boolean near, boolean reached) {
    for (int n = 0; n < before; n++) {
      log.put(record(100 + n), now.minus(Duration.ofHours(2)));
    }
    for (int n = 0; n < inHour; n++) {
      log.put(record(200 + n), now.minus(Duration.ofMinutes(2)));
    }

    Standing standing = openings.standing(CLERK);

    assertThat(standing).isEqualTo(new Standing(opened, limit));
    assertThat(standing.isNear()).isEqualTo(near);
    assertThat(standing.isReached()).isEqualTo(reached);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 1", "-1, -1"})
  void aDayHasNoLessThanAnHour(int hour, int day) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadingLimit(hour, day));
  }
}
