package cn.cunzhen.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.IdNumber.Wrong;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdNumberTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  /** The example of GB 11643, the sample of the contract, and one that ends in X. */
  @ParameterizedTest
  @ValueSource(strings = {"11010519491231002X", "460100199003074518", "46010019900307418X"})
  void aResidentIdWithItsCheckCharacterIsRight(String number) {
    assertThat(IdNumber.wrong(IdType.RESIDENT_ID, number, TODAY)).isEmpty();
  }

  @Test
  void everyOtherCheckCharacterOfAResidentIdIsWrong() {
    for (String check : each("0123456789X")) {
      String number = "11010519491231002" + check;

      var wrong = IdNumber.wrong(IdType.RESIDENT_ID, number, TODAY);

      assertThat(wrong.isEmpty()).as("check character %s", check).isEqualTo(check.equals("X"));
    }
  }

  @Test
  void everyWrongDigitOfAResidentIdIsNoticed() {
    String right = "460100199003074518";
    for (int i = 0; i < 17; i++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        String number = right.substring(0, i) + digit + right.substring(i + 1);

        var wrong = IdNumber.wrong(IdType.RESIDENT_ID, number, TODAY);

        assertThat(wrong.isEmpty()).as(number).isEqualTo(number.equals(right));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "19900229",
        "19901301",
        "19900010",
        "19900100",
        "18791231",
        "20261122",
        "99991231"
      })
  void aDayOnWhichNobodyWasBornIsNoticed(String birth) {
    assertThat(IdNumber.wrong(IdType.RESIDENT_ID, residentId(birth), TODAY))
        .hasValue(Wrong.BIRTH_DATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20000229", "18800101", "20261121"})
  void aDayOnWhichSomebodyMayHaveBeenBornIsRight(String birth) {
    assertThat(IdNumber.wrong(IdType.RESIDENT_ID, residentId(birth), TODAY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "46010019900307451",
        "4601001990030745188",
        "060100199003074518",
        "46010019900307451x",
        "46010019900307451Ｘ",
        "４60100199003074518",
        "460100900307451",
        "46010019900307 4518"
      })
  void aResidentIdOfAnotherShapeIsNoticed(String number) {
    assertThat(IdNumber.wrong(IdType.RESIDENT_ID, number, TODAY)).hasValue(Wrong.SHAPE);
  }

  /** The example of GB 32100, and one of nobody. */
  @ParameterizedTest
  @ValueSource(strings = {"91350100M000100Y43", "91460000MA5T00000C"})
  void aCreditCodeWithItsCheckCharacterIsRight(String number) {
    assertThat(IdNumber.wrong(IdType.USCC, number, TODAY)).isEmpty();
  }

  @Test
  void everyOtherCheckCharacterOfACreditCodeIsWrong() {
    for (String check : each(USCC_DIGITS)) {
      String number = "91350100M000100Y4" + check;

      var wrong = IdNumber.wrong(IdType.USCC, number, TODAY);

      assertThat(wrong.isEmpty()).as("check character %s", check).isEqualTo(check.equals("3"));
    }
  }

  @Test
  void everyWrongCharacterOfACreditCodeIsNoticed() {
    String right = "91350100M000100Y43";
    for (int i = 0; i < 17; i++) {
      for (String digit : each(USCC_DIGITS)) {
        String number = right.substring(0, i) + digit + right.substring(i + 1);

        var wrong = IdNumber.wrong(IdType.USCC, number, TODAY);

        assertThat(wrong.isEmpty()).as(number).isEqualTo(number.equals(right));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "91350100M000100Y4",
        "91350100M000100Y433",
        "91350100I000100Y43",
        "913501A0M000100Y43",
        "91350100m000100y43",
        "460100199003074518X"
      })
  void aCreditCodeOfAnotherShapeIsNoticed(String number) {
    assertThat(IdNumber.wrong(IdType.USCC, number, TODAY)).hasValue(Wrong.SHAPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"E12345678", "19AB12345", "1234", "12345678901234567890"})
  void aPassportHasLettersAndDigits(String number) {
    assertThat(IdNumber.wrong(IdType.PASSPORT, number, TODAY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123", "123456789012345678901", "E1234-567", "e12345678", "护照123456"})
  void aPassportOfAnotherShapeIsNoticed(String number) {
    assertThat(IdNumber.wrong(IdType.PASSPORT, number, TODAY)).hasValue(Wrong.SHAPE);
  }

  /** Travel permits of Hong Kong and Taiwan, residence permits, permanent residence. */
  @ParameterizedTest
  @ValueSource(
      strings = {"H12345678", "12345678", "12345678(01)", "810000199003074516", "CHN110088888888"})
  void aPermitHasLettersDigitsAndAFewSigns(String number) {
    assertThat(IdNumber.wrong(IdType.PERMIT, number, TODAY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "(1234567)", "h12345678", "H1234 5678"})
  void aPermitOfAnotherShapeIsNoticed(String number) {
    assertThat(IdNumber.wrong(IdType.PERMIT, number, TODAY)).hasValue(Wrong.SHAPE);
  }

  @Test
  void onlyAsciiLettersAreMadeUpperCase() {
    assertThat(IdNumber.normal("11010519491231002x")).isEqualTo("11010519491231002X");
    assertThat(IdNumber.normal("ſıßаz")).isEqualTo("ſıßаZ");
  }

  private static List<String> each(String characters) {
    return characters.codePoints().mapToObj(Character::toString).toList();
  }

  private static String residentId(String birth) {
    String digits = "460100" + birth + "451";
    return digits + IdNumber.residentIdCheck(digits);
  }
}
