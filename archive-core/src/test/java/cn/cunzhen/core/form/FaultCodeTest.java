package cn.cunzhen.core.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultCodeTest {
  private static final Pattern PLACE = Pattern.compile("\\{[0-9]\\}");

  @Test
  void everyCodeHasAWordOfItsOwn() {
    List<String> words = Arrays.stream(FaultCode.values()).map(FaultCode::word).toList();

    assertThat(words)
        .doesNotHaveDuplicates()
        .allMatch(word -> word.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    assertThat(FaultCode.UNKNOWN_FIELD.word()).isEqualTo("unknown-field");
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeHasASentenceInBothLanguages(FaultCode code) {
    Fault fault = Fault.of("", code, "a", "b");

    assertThat(fault.zh()).matches("(?s).*\\p{IsHan}.*。").doesNotMatch(".*[a-z]{12,}.*");
    assertThat(fault.en()).matches("[A-Z].*\\.|[a-z]+ or .*\\.").doesNotMatch(".*\\p{IsHan}.*");
  }

  @ParameterizedTest
  @EnumSource
  void bothSentencesNameTheSameArguments(FaultCode code) {
    assertThat(places(code.zh())).isEqualTo(places(code.en()));
  }

  @Test
  void argumentsStandInTheirPlaces() {
    Fault fault = Fault.of("/files", FaultCode.NOT_A_NUMBER, 1, 99);

    assertThat(fault.en()).isEqualTo("A whole number from 1 to 99 belongs here.");
    assertThat(fault.zh()).isEqualTo("此处应为整数，范围 1 至 99。");
  }

  private static List<String> places(String template) {
    return PLACE.matcher(template).results().map(MatchResult::group).sorted().toList();
  }
}
