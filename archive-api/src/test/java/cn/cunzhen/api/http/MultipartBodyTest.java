package cn.cunzhen.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBodyTest {
  private static final String TYPE = "multipart/form-data; boundary=b1-x";

  /** What looks most like the end of a part, or of a line, and is not. */
  private static final List<String> TRICKY =
      List.of(
          "",
          "a",
          "\r",
          "\n",
          "\r\n",
          "\r\n\r\n",
          "\r\n--",
          "\r\n--b1-",
          "--b1-x",
          "--b1-x--",
          "\n--b1-x\r\n",
          "\r\r\n--b1-",
          "\r\n\r\n--b1-\r\n--b1",
          "x\r\n--b1-y\r\n",
          "\r\n--b1-\r");

  private record Read(String name, Bytes content) {}

  @Test
  void everyByteOfEveryPartComesBackHoweverTheBodyIsCutIntoPieces() throws IOException {
    byte[] body = body(TRICKY.stream().map(MultipartBodyTest::latin).toList());
    for (int piece = 1; piece <= body.length; piece++) {
      List<Read> parts = readAll(MultipartBody.of(TYPE, new Pieces(body, piece)));
      assertThat(parts).extracting(Read::name).hasSize(TRICKY.size()).startsWith("f0", "f1");
      for (int i = 0; i < parts.size(); i++) {
        assertThat(parts.get(i).content())
            .as("part %d, piece %d", i, piece)
            .isEqualTo(Bytes.of(latin(TRICKY.get(i))));
      }
    }
  }

  @Test
  void partsAroundTheBuffersLengthComeBackWhole() throws IOException {
    Random random = new Random(7);
    for (int length = (64 << 10) - 200; length <= (64 << 10) + 20; length++) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      System.arraycopy(latin("\r\n--b1-"), 0, content, length - 7, 7);
      List<Read> parts =
          readAll(MultipartBody.of(TYPE, new Pieces(body(List.of(content, content)), 8192)));
      assertThat(parts).hasSize(2).extracting(Read::content).containsOnly(Bytes.of(content));
    }
  }

  @Test
  void whatIsNotReadOfAPartIsPassedOverAndAPartThatIsLeftGivesNoMore() throws IOException {
    byte[] body = body(List.of(new byte[200_000], latin("second")));
    MultipartBody form = MultipartBody.of(TYPE, new Pieces(body, 1000));
    InputStream first = form.next().orElseThrow().content();
    assertThat(first.read()).isZero();
    MultipartBody.Part second = form.next().orElseThrow();
    assertThat(first.read()).isEqualTo(-1);
    assertThat(second.content().readAllBytes()).isEqualTo(latin("second"));
    assertThat(form.next()).isEmpty();
    assertThat(form.next()).isEmpty();
    assertThat(second.content().read()).isEqualTo(-1);
  }

  @Test
  void aPreambleAnEpilogueAndBlanksAfterADelimiterMeanNothing() throws IOException {
    String body =
        """
        to whom it may concern
        --b1-x \t
        content-disposition: form-data; name="名称"

        1
        --b1-x
        X: y
        Content-Disposition: form-data; NAME=plain; filename=z

        2
        --b1-x--
        --b1-x
        """
            .replace("\n", "\r\n");
    List<Read> parts =
        readAll(MultipartBody.of(TYPE, stream(body.getBytes(StandardCharsets.UTF_8))));
    assertThat(parts).extracting(Read::name).containsExactly("名称", "plain");
    assertThat(parts).extracting(part -> part.content().utf8()).containsExactly("1", "2");
  }

  @Test
  void aFormWithoutPartsHasNone() throws IOException {
    assertThat(MultipartBody.of(TYPE, stream(latin("--b1-x--"))).next()).isEmpty();
  }

  @Test
  void aBodyThatEndsAnywhereBeforeItsEndIsMalformed() throws IOException {
    byte[] whole = body(List.of(latin("content")));
    int end = whole.length - "\r\n".length();
    for (int length = 0; length < end; length++) {
      InputStream cut = stream(Arrays.copyOf(whole, length));
      assertThatExceptionOfType(Problem.class)
          .as("%d bytes of %d", length, end)
          .isThrownBy(() -> readAll(MultipartBody.of(TYPE, cut)))
          .matches(problem -> problem.code() == ProblemCode.MALFORMED);
    }
    assertThat(readAll(MultipartBody.of(TYPE, stream(Arrays.copyOf(whole, end))))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b1-x\r\n\r\nno headers\r\n--b1-x--",
        "--b1-x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--b1-x--",
        "--b1-xy\r\nContent-Disposition: form-data; name=a\r\n\r\nother boundary\r\n--b1-xy--",
        "--b1-x\nContent-Disposition: form-data; name=a\n\nline feeds only\n--b1-x--",
      })
  void whatIsNoFormIsMalformed(String body) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> readAll(MultipartBody.of(TYPE, stream(latin(body)))))
        .matches(problem -> problem.code() == ProblemCode.MALFORMED);
  }

  @Test
  void headersWithoutEndAreRefusedBeforeTheyFillTheMemory() {
    byte[] body = latin("--b1-x\r\nContent-Disposition: " + "x".repeat(1 << 20));
    Pieces pieces = new Pieces(body, 1000);
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> readAll(MultipartBody.of(TYPE, pieces)));
    assertThat(pieces.given).isLessThan(20_000);
  }

  @Test
  void anotherContentTypeIsNotRead() {
    for (String type : Arrays.asList(null, "application/json", "multipart/mixed; boundary=x")) {
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> MultipartBody.of(type, InputStream.nullInputStream()))
          .matches(problem -> problem.code() == ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> MultipartBody.of("multipart/form-data", InputStream.nullInputStream()))
        .matches(problem -> problem.code() == ProblemCode.MALFORMED);
  }

  private static List<Read> readAll(MultipartBody form) throws IOException {
    List<Read> parts = new ArrayList<>();
    for (Optional<MultipartBody.Part> part = form.next(); part.isPresent(); part = form.next()) {
      parts.add(new Read(part.get().name(), Bytes.of(part.get().content().readAllBytes())));
    }
    return parts;
  }

  private static byte[] body(List<byte[]> contents) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < contents.size(); i++) {
      body.write(
          latin("--b1-x\r\nContent-Disposition: form-data; name=\"f%d\"\r\n\r\n".formatted(i)));
      body.write(contents.get(i));
      body.write(latin("\r\n"));
    }
    body.write(latin("--b1-x--\r\n"));
    return body.toByteArray();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  /** Gives no more than so many bytes at a time. */
  private static final class Pieces extends InputStream {
    private final InputStream bytes;
    private final int piece;
    private long given;

    Pieces(byte[] bytes, int piece) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.piece = piece;
    }

    @Override
    public int read() throws IOException {
      given++;
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = bytes.read(into, offset, Math.min(length, piece));
      given += Math.max(0, count);
      return count;
    }
  }
}
