package cn.cunzhen.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.core.digest.Sha256;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNumberTest {
  private static final List<Retention.Period> PERIODS = List.of(Retention.Period.values());

  @Test
  void itFollowsFromTheRecordAndItsPlaceInTheLedger() {
    ArchivalRecord record = SampleRecords.of(List.of(), Sha256.ofHex("00".repeat(32)));

    assertThat(ArchiveNumber.of(record, 0, 41).format())
        .isEqualTo("460100SI-YB-2026-D50-0000000042");
  }

  @Test
  void theFirstEntryIsNumberOne() {
    assertThat(number("2026-11-21T09:13:40+08:00", 0, 0))
        .isEqualTo("460100SI-ZJ-2026-D50-0000000001");
  }

  @Test
  void aTakeOverCountsInTheFirstDigit() {
    assertThat(number("2026-11-21T09:13:40+08:00", 9, ArchiveNumber.MAX_INDEX))
        .isEqualTo("460100SI-ZJ-2026-D50-9999999999");
  }

  @Test
  void theYearIsThatOfTheArchivesClock() {
    assertThat(number("2026-12-31T15:59:59Z", 0, 0)).contains("-2026-");
    assertThat(number("2026-12-31T16:00:00Z", 0, 0)).contains("-2027-");
  }

  @Test
  void theFondsIsTheAgencysLettersAndDigits() {
    assertThat(ArchiveNumber.fondsOf("460100-si_中.x")).isEqualTo("460100SIX");
  }

  @Test
  void parseIsTheInverseOfFormat() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      ArchiveNumber number =
          new ArchiveNumber(
              Integer.toString(random.nextInt(1, 1 << 30), 36).toUpperCase(Locale.ROOT),
              List.of("GL", "ZJ", "A", "ABCDEFGH").get(random.nextInt(4)),
              random.nextInt(1000, 10_000),
              PERIODS.get(random.nextInt(PERIODS.size())),
              random.nextInt(10),
              random.nextLong(ArchiveNumber.MAX_INDEX + 1));

      assertThat(ArchiveNumber.parse(number.format())).as("seed %d", seed).isEqualTo(number);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "460100SI-ZJ-2026-D50-000000001",
        "460100SI-ZJ-2026-D50-00000000001",
        "460100SI-ZJ-2026-D50-0000000000",
        "460100SI-ZJ-2026-D51-0000000001",
        "460100SI-ZJ-2026-d50-0000000001",
        "460100SI-ZJ-0999-D50-0000000001",
        "460100SI-ZJ-226-D50-0000000001",
        "460100si-ZJ-2026-D50-0000000001",
        "460100-SI-ZJ-2026-D50-0000000001",
        "460100SI-Z1-2026-D50-0000000001",
        "-ZJ-2026-D50-0000000001",
        " 460100SI-ZJ-2026-D50-0000000001",
        "460100SI-ZJ-2026-D50-0000000001\n",
        "460100SI-ZJ-２０２６-D50-0000000001"
      })
  void whatFormatDoesNotWriteIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ArchiveNumber.parse(text));
  }

  private static String number(String completedAt, int ordinal, long index) {
    return new ArchiveNumber(
            ArchiveNumber.fondsOf("460100-SI"),
            "ZJ",
            ArchiveNumber.yearOf(OffsetDateTime.parse(completedAt)),
            Retention.Period.D50,
            ordinal,
            index)
        .format();
  }
}
