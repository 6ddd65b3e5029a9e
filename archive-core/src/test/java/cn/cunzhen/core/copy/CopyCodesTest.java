package cn.cunzhen.core.copy;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.copy.CopyCodes.Copied;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopyCodesTest {
  private static final IdKey KEY = new IdKey(Sha256.of(Bytes.utf8("an id key")).bytes());
  private static final Copied COPIED =
      new Copied(KEY.recordId("teller", "46010020261121000017"), 2);
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";

  private final CopyCodes codes = new CopyCodes(KEY);

  @Test
  void aCodeLeadsBackToItsRecordAndVersion() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      StringBuilder id = new StringBuilder();
      random.ints(RecordId.LENGTH, 0, 32).forEach(digit -> id.append(DIGITS.charAt(digit)));
      Copied copied = new Copied(new RecordId(id.toString()), 1 + random.nextInt(999_999_999));

      String code = codes.code(copied);

      assertThat(code).as("seed 7, %s", copied).matches("[0-9a-v]{58}");
      assertThat(codes.open(code)).as("seed 7, %s", copied).contains(copied);
    }
  }

  @Test
  void theEndsOfWhatARecordIdAndAVersionCanBeHaveCodesToo() {
    for (String digit : List.of("0", "v")) {
      for (int version : new int[] {1, 999_999_999}) {
        Copied copied = new Copied(new RecordId(digit.repeat(26)), version);

        assertThat(codes.open(codes.code(copied))).contains(copied);
      }
    }
  }

  @Test
  void codesStayTheSameForEver() {
    assertThat(codes.code(COPIED))
        .isEqualTo("732n1padjt14qplgboj6933muk2g7bvj8p66vhkosciu2uquuetq5mag6o");
  }

  @Test
  void noOtherCharacterAnywhereMakesACode() {
    String code = codes.code(COPIED);
    for (int at = 0; at < code.length(); at++) {
      for (int digit = 0; digit < DIGITS.length(); digit++) {
        String other = code.substring(0, at) + DIGITS.charAt(digit) + code.substring(at + 1);
        if (!other.equals(code)) {
          assertThat(codes.open(other)).as(other).isEmpty();
        }
      }
    }
  }

  @Test
  void aCodeHasOneSpelling() {
    String code = codes.code(COPIED);

    for (String other :
        List.of(
            "",
            "offline",
            code.toUpperCase(Locale.ROOT),
            code + "0",
            code.substring(1),
            "0" + code,
            " " + code,
            code.substring(0, 57),
            code.substring(0, 6) + "-" + code.substring(6),
            "w".repeat(58),
            "０".repeat(58))) {
      assertThat(codes.open(other)).as(other).isEmpty();
    }
  }

  @Test
  void anArchiveKnowsNoCodeOfAnother() {
    CopyCodes others = new CopyCodes(new IdKey(Sha256.of(Bytes.utf8("another")).bytes()));

    assertThat(others.open(codes.code(COPIED))).isEmpty();
    assertThat(others.code(COPIED)).isNotEqualTo(codes.code(COPIED));
  }

  @Test
  void aCodeShowsNothingOfItsRecord() {
    String code = codes.code(COPIED);
    String next = codes.code(new Copied(COPIED.record(), 3));

    assertThat(code).doesNotContain(COPIED.record().value().substring(0, 6));
    long alike = IntStream.range(0, 58).filter(i -> code.charAt(i) == next.charAt(i)).count();
    assertThat(alike).isLessThan(15);
  }
}
