package cn.cunzhen.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPathTest {
  @ParameterizedTest
  @CsvSource({
    "承诺书.pdf, pdf",
    "a.PDF, pdf",
    "a.tar.gz, gz",
    ".ofd, ofd",
    "a.b\u212a, bin", // the Kelvin sign, whose lower case is an ASCII k
    "a.扫描, bin",
    "a, bin",
    "a., bin",
    "a.pdf/, bin",
    "a.123456789, bin",
    "a.12345678, 12345678",
    "'a\nb.jpg', jpg"
  })
  void theExtensionComesFromTheSubmittedName(String name, String extension) {
    assertThat(PayloadPath.of(Part.RESULT, 7, name).format())
        .isEqualTo("data/result/007." + extension);
  }

  @Test
  void numbersGrowBeyondThreeDigits() {
    assertThat(PayloadPath.of(Part.APPLICATION, 1000, "x.xml").format())
        .isEqualTo("data/application/1000.xml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data/application/001.pdf", "data/process/999.xml", "data/result/1000.b"})
  void parseIsTheInverseOfFormat(String text) {
    assertThat(PayloadPath.parse(text).format()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data/application/001",
        "data/application/001.",
        "data/application/001.PDF",
        "data/application/000.pdf",
        "data/application/01.pdf",
        "data/application/0001.pdf",
        "data/APPLICATION/001.pdf",
        "data/other/001.pdf",
        "data/../001.pdf",
        "/data/result/001.pdf",
        "data/result/001.pdf\n",
        "data/result/٠٠١.pdf"
      })
  void nothingElseIsAPath(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PayloadPath.parse(text));
  }
}
