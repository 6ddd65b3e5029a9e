package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.Outcome;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskTest {
  /** Of nobody who is a holder; the check digit is right. */
  private static final String ID = "460100199003074518";

  private static final String MASKED = "4601**********4518";
  private static final String OLD_ID = "460100900307451";

  private static final Mask STRANGERS = mask("46010020261121000017");

  /** What recognition gives for digits now and then. */
  private static String misread(char digit) {
    return switch (digit) {
      case '0' -> "OoDQ〇Ｏ°";
      case '1' -> "lIi|!][丨";
      case '4' -> "A";
      case '5' -> "Ss";
      case '6' -> "bG";
      case '7' -> "ZT";
      case '8' -> "BS";
      case '9' -> "gq";
      default -> Character.toString(digit);
    };
  }

  private static Mask mask(String transaction, Holder... holders) {
    return Mask.of(
        new Description(
            "460100SI-SI-2026-D30-0000000012",
            transaction,
            "SI-0107",
            "补缴",
            List.of(holders),
            0,
            "460100-SI",
            "460100",
            Channel.WINDOW,
            Outcome.GRANTED,
            OffsetDateTime.parse("2026-11-21T09:13:40+08:00")));
  }

  private static void assertHidden(String number, String why) {
    for (String around : List.of("%s", "身份证号：%s，", "号%s号", "No. %s \n王小明", "ID%s", "（%s）")) {
      String text = around.formatted(number);
      String masked = STRANGERS.applyTo(text);
      int from = around.indexOf('%');
      String there = masked.substring(from, from + number.length());
      assertThat(masked).as(why).hasSameSizeAs(text);
      assertThat(masked.substring(0, from)).isEqualTo(text.substring(0, from));
      assertThat(masked.substring(from + number.length()))
          .isEqualTo(text.substring(from + number.length()));
      assertThat(there.replaceAll("[^*]", ""))
          .as("%s: %s became %s", why, text, masked)
          .hasSizeBetween(7, 10);
      assertThat(there.substring(5, there.length() - 5)).doesNotContainPattern("[0-9A-Za-z]");
    }
  }

  @Test
  void anIdWithAnyDigitTakenForALetterIsHidden() {
    assertThat(STRANGERS.applyTo(ID)).isEqualTo(MASKED);
    for (int at = 0; at < ID.length(); at++) {
      for (char letter : misread(ID.charAt(at)).toCharArray()) {
        String misread = ID.substring(0, at) + letter + ID.substring(at + 1);
        assertHidden(misread, "letter at " + at);
      }
    }
  }

  @Test
  void anIdWithAnyTwoDigitsTakenForLettersIsHidden() {
    for (int one = 0; one < ID.length(); one++) {
      for (int other = one + 1; other < ID.length(); other++) {
        StringBuilder misread = new StringBuilder(ID);
        misread.setCharAt(one, misread(ID.charAt(one)).charAt(0));
        misread.setCharAt(other, misread(ID.charAt(other)).charAt(0));
        assertHidden(misread.toString(), "letters at " + one + " and " + other);
      }
    }
  }

  @Test
  void anIdWithAnyDigitTakenForAnyOtherIsHidden() {
    for (int at = 0; at < ID.length(); at++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        String misread = ID.substring(0, at) + digit + ID.substring(at + 1);
        assertHidden(misread, digit + " at " + at);
      }
    }
  }

  @Test
  void anIdWithoutAnyOneOfItsDigitsIsHidden() {
    for (int at = 0; at < ID.length(); at++) {
      assertHidden(ID.substring(0, at) + ID.substring(at + 1), "without that at " + at);
    }
  }

  @Test
  void anIdWithBlanksAnywhereAndALetterIsHidden() {
    String misread = ID.replace("1990", "l99O");
    for (String blank : List.of(" ", "  ", "\n", "　", "-", "·", ". ")) {
      for (int one = 1; one < ID.length(); one++) {
        for (int other = one; other < ID.length(); other++) {
          String parted =
              misread.substring(0, one)
                  + blank
                  + misread.substring(one, other)
                  + (one == other ? "" : blank)
                  + misread.substring(other);
          String masked = STRANGERS.applyTo(parted);
          assertThat(masked)
              .as("blanks at %d and %d", one, other)
              .hasSameSizeAs(parted)
              .doesNotContain("l", "O");
        }
      }
    }
    assertThat(STRANGERS.applyTo("4 6 0 l 0 0 1 9 9 O 0 3 0 7 4 5 1 8"))
        .isEqualTo("4 6 0 l * * * * * * * * * * 4 5 1 8");
  }

  @Test
  void anIdThatEndsInXIsHiddenHoweverItIsWritten() {
    for (String end : List.of("X", "x", "Ｘ", "×")) {
      assertHidden("11O105l9491231002" + end, end);
    }
  }

  @Test
  void anIdOfTheOldFormIsHidden() {
    assertHidden(OLD_ID, "exact");
    for (int at = 0; at < OLD_ID.length(); at++) {
      char letter = misread(OLD_ID.charAt(at)).charAt(0);
      assertHidden(OLD_ID.substring(0, at) + letter + OLD_ID.substring(at + 1), "at " + at);
    }
    assertThat(STRANGERS.applyTo("460100 900307 451")).isEqualTo("4601** *****7 451");
  }

  @Test
  void aHoldersNumberIsHiddenWithALetterInNine() {
    Mask mask =
        mask(
            "T1",
            new Holder("WONG", IdType.PASSPORT, "E12345678", null, null),
            new Holder("王", IdType.RESIDENT_ID, "990100199003074518", null, null));

    assertThat(mask.applyTo("护照 E12345678")).isEqualTo("护照 E1*****78");
    assertThat(mask.applyTo("护照 E1Z345678")).isEqualTo("护照 E1*****78");
    assertThat(mask.applyTo("护照 E12395678")).isEqualTo("护照 E1*****78");
    assertThat(mask.applyTo("护照 E12995678")).isEqualTo("护照 E12995678");
    assertThat(mask.applyTo("99 0100 l9 9003O7 4518")).isEqualTo("99 01** ** ****** 4518");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "46010020261121000017",
        "办件编号 46010020261121000017，受理 2026-11-21 09:12",
        "档号 460100SI-SI-2026-D30-0000000012",
        "档号 110105-RS-2025-Y-0000460100",
        "统一社会信用代码 91460100MA5T12345X",
        "统一社会信用代码 914601006811602345",
        "开户行 6222 0212 0300 1234 567",
        "账号 6222021203001234567",
        "电话 13807531234 0898-66753121",
        "金额 1,234,567.00 元，合计 12,345,678.90 元",
        "2026年11月21日 至 2027年11月20日",
        "Hainan Trading Ltd. will bill all dogs at IOIO 2010",
        "SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "ISBN 978-7-5093-1990-3",
        "第 1 2 3 4 5 6 7 8 9 10 11 12 13 14 页"
      })
  void whatIsNoPersonsNumberIsLeftAsItIs(String text) {
    assertThat(STRANGERS.applyTo(text)).isEqualTo(text);
  }

  @Test
  void theRecordsOwnNumbersStayWhateverTheyLookLike() {
    String number = "460100202611210017";
    Mask own = mask(number);

    assertThat(own.applyTo("办件 " + number + " 与 " + ID)).isEqualTo("办件 " + number + " 与 " + MASKED);
    assertThat(mask(ID, new Holder("王", IdType.RESIDENT_ID, ID, null, null)).applyTo(ID))
        .as("unless one is a holder's")
        .isEqualTo(MASKED);
  }

  @Test
  void digitsOfWhateverScriptAreHiddenWholly() {
    String bold =
        ID.chars().mapToObj(c -> Character.toString(0x1D7CE + c - '0')).reduce("", String::concat);

    String masked = STRANGERS.applyTo("号" + bold + "。");

    assertThat(masked).hasSameSizeAs("号" + bold + "。").contains("*".repeat(20));
    assertThat(masked.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
  }

  @Test
  void nothingIsHiddenFromWhoMaySeeIt() {
    assertThat(Mask.NONE.applyTo("号 " + ID)).isEqualTo("号 " + ID);
  }
}
