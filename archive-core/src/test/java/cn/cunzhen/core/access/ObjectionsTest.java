package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holders object to. */
class ObjectionsTest {
  private static final RecordId RECORD = new RecordId("0123456789abcdefghijklmnop");
  private static final Instant READ = Instant.parse("2026-11-20T02:00:00.123Z");
  private static final Caller SUPERVISOR =
      new Caller("supervisor", Role.SUPERVISOR, null, null, null, Set.of());
  private static final Caller HOLDER =
      new Caller(
          "holder",
          Role.CITIZEN,
          new Caller.Person(cn.cunzhen.core.record.Holder.IdType.PASSPORT, "E12345678"),
          null,
          null,
          Set.of());

  private final SecureRandom random = new SecureRandom();
  private Instant now = Instant.parse("2026-11-23T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final MemoryStore store = new MemoryStore(clock);
  private final Objections objections = elsewhere();

  private Objections elsewhere() {
    return new Objections(
        store.heads(),
        () -> {
          byte[] bytes = new byte[16];
          random.nextBytes(bytes);
          return Bytes.of(bytes);
        },
        clock);
  }

  private Objection object() {
    Objection objection = objections.object(HOLDER, RECORD, "clerk", READ, "我不认识此人。");
    now = now.plusSeconds(1);
    return objection;
  }

  @Test
  void whatIsObjectedToIsSeenByBothSidesAndOpenUntilItIsAnswered() {
    Objection first = object();
    Objection second = object();

    assertThat(objections.of("holder")).containsExactly(second, first);
    assertThat(objections.of("clerk")).isEmpty();
    Objection answered = objections.answer(second.id(), SUPERVISOR, "误点，已告诫。").orElseThrow();
    assertThat(answered.answer()).isEqualTo(new Objection.Answer("supervisor", "误点，已告诫。", now));
    assertThat(objections.all()).containsExactly(first, answered);
    assertThat(elsewhere().all()).containsExactly(first, answered);
  }

  @Test
  void anAnswerIsGivenOnce() {
    Objection objection = object();
    Objection answered = objections.answer(objection.id(), SUPERVISOR, "one").orElseThrow();

    assertThat(objections.answer(objection.id(), SUPERVISOR, "two")).contains(answered);
    assertThat(objections.find(objection.id())).contains(answered);
  }

  @Test
  void whatIsAnsweredIsForgottenAfterTwoYearsAndWhatIsNotNever() {
    Objection open = object();
    objections.answer(object().id(), SUPERVISOR, "one");
    now = now.plus(Duration.ofDays(732));

    assertThat(objections.all()).containsExactly(open);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../grants/x", "00000000000000000000000000000000"})
  void whatIsNoneCantBeAnswered(String id) {
    assertThat(objections.answer(id, SUPERVISOR, "words")).isEmpty();
    assertThat(objections.find(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000"})
  void itIsSaidWhy(String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> objections.object(HOLDER, RECORD, "clerk", READ, words));
  }
}
