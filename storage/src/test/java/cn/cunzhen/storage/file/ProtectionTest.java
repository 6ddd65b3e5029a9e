package cn.cunzhen.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionTest {
  private static final Instant TIME = Instant.parse("2036-02-29T12:30:00.123456789Z");

  @Test
  void whatIsFormattedIsParsed() {
    for (Optional<Instant> until :
        java.util.List.of(
            Optional.<Instant>empty(), Optional.of(TIME), Optional.of(Instant.EPOCH))) {
      for (boolean held : new boolean[] {true, false}) {
        Protection protection = new Protection(until, held);

        assertThat(Protection.parse(protection.format())).isEqualTo(protection);
      }
    }
    assertThat(new Protection(Optional.of(TIME), true).format().utf8())
        .isEqualTo("2036-02-29T12:30:00.123456789Z held\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "-",
        "- free",
        " - free\n",
        "- free\n\n",
        "- Free\n",
        "- free \n",
        "-  free\n",
        "free\n",
        "held\n",
        "2036-02-29T12:30:00Z\n",
        "2036-02-29T12:30:00.000Z held\n",
        "2036-02-30T12:30:00Z held\n",
        "2036-02-29T12:30:00+00:00 held\n",
        "2036-02-29T12:30:00Z held free\n"
      })
  void nothingElseIsParsed(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> Protection.parse(Bytes.utf8(line)));
  }

  @Test
  void anyTimeIsLaterThanNoneAndTheLatestStays() {
    Protection until = Protection.NONE.until(TIME);

    assertThat(until.until(TIME.minusNanos(1))).isEqualTo(until);
    assertThat(until.until(TIME.plusNanos(1)).until()).contains(TIME.plusNanos(1));
    assertThat(until.held(true).until(TIME.plusNanos(1)).held()).isTrue();
  }

  @Test
  void aLockEndsAtItsTimeAndAHoldDoesNot() {
    Protection locked = Protection.NONE.until(TIME);

    assertThat(locked.reason(TIME.minusNanos(1))).isPresent();
    assertThat(locked.reason(TIME)).isEmpty();
    assertThat(locked.held(true).reason(TIME)).isPresent();
    assertThat(Protection.NONE.reason(Instant.MIN)).isEmpty();
  }
}
