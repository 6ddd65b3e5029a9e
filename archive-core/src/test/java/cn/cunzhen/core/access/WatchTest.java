package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.Watch.Conduct;
import cn.cunzhen.core.access.Watch.Oddity;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands out in how people read. */
class WatchTest {
  /** Ten in the morning in China. */
  private static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");

  private final List<Access> accesses = new ArrayList<>();
  private final Map<RecordId, List<Holder>> holders = new HashMap<>();

  private static RecordId record(int n) {
    return new RecordId("%026d".formatted(n));
  }

  private void access(
      String account,
      Role role,
      Action action,
      @Nullable RecordId record,
      Outcome outcome,
      @Nullable String purpose,
      Instant at) {
    accesses.add(
        new Access(
            at, account, role, "460100-SI", null, action, record, null, purpose, outcome, null));
  }

  private void reads(String account, int from, int to, Instant at, String purpose) {
    for (int n = from; n <= to; n++) {
      access(
          account, Role.CLERK, Action.FILE, record(n), Outcome.GRANTED, purpose, at.plusSeconds(n));
    }
  }

  private Conduct of(String account) {
    return all().stream().filter(each -> each.account().equals(account)).findFirst().orElseThrow();
  }

  private List<Conduct> all() {
    return Watch.of(
        accesses,
        new Watch.Known() {
          @Override
          public List<Holder> holders(RecordId record) {
            return holders.getOrDefault(record, List.of());
          }

          @Override
          public boolean namesTransaction(String purpose) {
            return purpose.startsWith("T");
          }
        });
  }

  @Test
  void whoeverReadsAsOthersDoDoesNotStandOut() {
    reads("a", 1, 20, MORNING, "T1");
    reads("b", 1, 25, MORNING, "T1");
    reads("c", 1, 22, MORNING, "T1");

    assertThat(all()).allMatch(each -> each.oddities().isEmpty());
    assertThat(all()).extracting(Conduct::account).containsExactly("b", "c", "a");
  }

  @Test
  void threeTimesAsMuchAsTheMiddleOneOfTheSameRoleIsMuch() {
    reads("a", 1, 10, MORNING, "T1");
    reads("b", 1, 12, MORNING, "T1");
    reads("c", 1, 36, MORNING, "T1");
    reads("d", 1, 35, MORNING, "T1");
    reads("e", 1, 11, MORNING, "T1");

    assertThat(of("c").oddities()).containsExactly(Oddity.MUCH);
    assertThat(of("d").oddities()).isEmpty();
    assertThat(all().getFirst().account()).isEqualTo("c");
  }

  @Test
  void aRecordThatIsReadOftenIsOne() {
    for (int i = 0; i < 50; i++) {
      reads("a", 1, 2, MORNING.plusSeconds(i), "T1");
    }

    assertThat(of("a").records()).isEqualTo(2);
    assertThat(of("a").hour()).isEqualTo(2);
  }

  @Test
  void theBusiestHourIsSaid() {
    reads("a", 1, 7, MORNING, "T1");
    reads("a", 8, 20, MORNING.plus(Duration.ofHours(2)), "T1");

    assertThat(of("a").hour()).isEqualTo(13);
  }

  @Test
  void nightIsFromTenToSixByChinasClocks() {
    Instant tenAtNight = Instant.parse("2026-11-23T14:00:00Z");
    Instant sixInTheMorning = Instant.parse("2026-11-22T22:00:00Z");
    reads("late", 1, 5, tenAtNight, "T1");
    reads("evening", 1, 5, tenAtNight.minusSeconds(10), "T1");
    reads("dawn", 1, 5, sixInTheMorning.minusSeconds(10), "T1");
    reads("early", 1, 5, sixInTheMorning, "T1");

    assertThat(of("late").oddities()).containsExactly(Oddity.NIGHT);
    assertThat(of("dawn").oddities()).containsExactly(Oddity.NIGHT);
    assertThat(of("evening").oddities()).isEmpty();
    assertThat(of("early").oddities()).isEmpty();
  }

  @Test
  void manyPeopleOfOneNameStandOut() {
    for (int n = 1; n <= 3; n++) {
      holders.put(
          record(n),
          List.of(
              new Holder("王伟", IdType.RESIDENT_ID, "46010019900101001" + n, null, null),
              new Holder("海风有限公司", IdType.USCC, "9146000000000000" + n, null, null)));
    }
    holders.put(record(4), holders.get(record(1)));
    reads("a", 1, 4, MORNING, "T1");
    reads("b", 1, 2, MORNING, "T1");
    reads("b", 4, 4, MORNING, "T1");

    assertThat(of("a").namesakes()).isEqualTo(3);
    assertThat(of("a").oddities()).containsExactly(Oddity.NAMESAKES);
    assertThat(of("b").namesakes()).isEqualTo(2);
    assertThat(of("b").oddities()).isEmpty();
  }

  @Test
  void mostOfThemForNoTransactionStandsOut() {
    reads("a", 1, 11, MORNING, "查询");
    reads("a", 12, 21, MORNING, "T1");
    reads("b", 1, 11, MORNING, "查询");
    reads("b", 12, 22, MORNING, "T1");
    reads("c", 1, 19, MORNING, "查询");

    assertThat(of("a").withoutTransaction()).isEqualTo(11);
    assertThat(of("a").oddities()).containsExactly(Oddity.WITHOUT_TRANSACTION);
    assertThat(of("b").oddities()).isEmpty();
    assertThat(of("c").oddities()).isEmpty();
  }

  @Test
  void refusalsStandOutAndAreNoReadings() {
    for (int n = 1; n <= 5; n++) {
      access("a", Role.CLERK, Action.FILE, record(n), Outcome.REFUSED, null, MORNING);
    }

    assertThat(of("a").records()).isZero();
    assertThat(of("a").oddities()).containsExactly(Oddity.REFUSED);
  }

  @Test
  void searchesAndThoseWhoReadTheirOwnAreNotWatched() {
    access("a", Role.CLERK, Action.SEARCH, null, Outcome.GRANTED, null, MORNING);
    access("me", Role.CITIZEN, Action.FILE, record(1), Outcome.GRANTED, null, MORNING);

    assertThat(all()).extracting(Conduct::account).containsExactly("a");
    assertThat(of("a").records()).isZero();
  }
}
