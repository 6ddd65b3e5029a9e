package cn.cunzhen.indexer.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.indexer.child.ChildProgram;
import cn.cunzhen.indexer.child.NonsenseException;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
final class TextExtractorTest {
  private static final int CHARACTERS = 10_000;
  private static final ExtractionLimits LIMITS =
      new ExtractionLimits(
          1, 128, 100_000, CHARACTERS, Duration.ofSeconds(20), Duration.ofSeconds(20), 1_000);

  @TempDir private Path folder;

  @Test
  void aFileIsReadAndOneThatIsTooLargeIsNot() throws Exception {
    try (TextExtractor extractor = TextExtractor.start(LIMITS, Optional.empty(), folder)) {
      assertThat(extractor.extract(file("正文")))
          .isEqualTo(new Text(List.of(new Page(1, "正文")), false, "text/plain"));
      assertThat(extractor.extract(file("文".repeat(100_000))))
          .isInstanceOfSatisfying(
              NoText.class, found -> assertThat(found.reason()).isEqualTo(Reason.TOO_LARGE));
    }
  }

  @Test
  void aProcessThatCannotStartIsNotTheFilesFault() throws Exception {
    ChildProgram program =
        ReadingProcess.program("cn.cunzhen.NoSuchClass", LIMITS, Optional.empty());
    try (TextExtractor extractor = new TextExtractor(program, LIMITS, Set.of(), folder)) {
      assertThatThrownBy(() -> extractor.extract(file("正文")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("NoSuchClass");
    }
  }

  @Test
  void encryptedDamagedAndUnsupportedAreThreeDifferentWords() throws Exception {
    try (TextExtractor extractor = TextExtractor.start(LIMITS, Optional.empty(), folder)) {
      assertThat(reason(extractor, "a.pdf", Paper.encryptedPdf())).isEqualTo(Reason.ENCRYPTED);
      assertThat(reason(extractor, "a.pdf", "%PDF-1.7\nand then nothing".getBytes(UTF_8)))
          .isEqualTo(Reason.DAMAGED);
      assertThat(reason(extractor, "a.mp3", "ID3\u0003\0\0\0\0\0\0\0\0\0".getBytes(UTF_8)))
          .isEqualTo(Reason.UNSUPPORTED);
    }
    assertThat(Stream.of(Reason.values()).map(Reason::zh)).doesNotHaveDuplicates();
    assertThat(Stream.of(Reason.values()).map(Reason::en)).doesNotHaveDuplicates();
  }

  private static Reason reason(TextExtractor extractor, String name, byte[] content)
      throws Exception {
    Extraction found =
        extractor.extract(new SourceFile(name, () -> new ByteArrayInputStream(content)));
    assertThat(found).isInstanceOf(NoText.class);
    return ((NoText) found).reason();
  }

  @Test
  void aTextComesThroughAsItIs() throws Exception {
    Extraction text =
        new Text(List.of(new Page(1, "承诺书"), new Page(7, "𠮷\n")), true, "application/pdf");

    assertThat(read(written(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource
  void aReasonComesThroughAsItIs(Reason reason) throws Exception {
    Extraction none = new NoText(reason, "at Parser.parse");

    assertThat(read(written(none))).isEqualTo(none);
  }

  @Test
  void moreCharactersThanAllowedAreNotBelieved() throws Exception {
    Extraction tooLong = new Text(List.of(new Page(1, "文".repeat(CHARACTERS + 1))), false, "a/b");

    byte[] written = written(tooLong);

    assertThatThrownBy(() -> read(written)).isInstanceOf(NonsenseException.class);
  }

  private static byte[] written(Extraction extraction) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ExtractionForm.write(new DataOutputStream(bytes), extraction);
    return bytes.toByteArray();
  }

  private static Extraction read(byte[] bytes) throws IOException {
    return ExtractionForm.read(new DataInputStream(new ByteArrayInputStream(bytes)), CHARACTERS);
  }

  private static SourceFile file(String content) {
    return new SourceFile("a.txt", () -> new ByteArrayInputStream(content.getBytes(UTF_8)));
  }
}
