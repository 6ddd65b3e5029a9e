package cn.cunzhen.api.attack;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end two readers could see in different places (RFC 9112 §11.2), each with a good
 * request hidden in it: of a reader before this one it would have the rights of somebody else.
 */
@ExtendWith(UnderSiege.class)
class SmugglingAttacksTest {
  private static final String LENGTH = "Content-Length: 5\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String END = "0\r\n\r\n";

  private static int before;

  /**
   * @param head what follows the first line and the host
   * @param body what stands before the hidden request
   */
  record Shape(String name, String line, String head, String body) {
    static Shape of(String head, String body) {
      return new Shape(
          TokenAttacksTest.shortened(head.strip() + " | " + body.strip()),
          "POST /api/v1/records/search HTTP/1.1\r\n",
          head,
          body);
    }

    static Shape line(String line) {
      return new Shape(TokenAttacksTest.shortened(line.strip()), line, "Connection: close\r\n", "");
    }

    byte[] bytes() {
      String all = line + "Host: localhost\r\n" + head + "\r\n" + body + hidden();
      return all.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static String hidden() {
    Siege siege = UnderSiege.siege();
    return "GET /api/v1/records/%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(siege.open(), siege.token(Role.CLERK));
  }

  /** Lengths that are said twice, or in a way of which one makes this and the other that. */
  static Stream<Shape> lengths() {
    List<Shape> shapes = new ArrayList<>();
    shapes.add(Shape.of(LENGTH + CHUNKED, END));
    shapes.add(Shape.of(CHUNKED + LENGTH, END));
    shapes.add(Shape.of(CHUNKED + "Content-Length: 0\r\n", END));
    shapes.add(Shape.of(LENGTH + "Content-Length: 6\r\n", END));
    shapes.add(Shape.of(LENGTH + "Content-Length: 0\r\n", END));
    for (String length :
        List.of(
            "5, 6",
            "5,0",
            "+5",
            "-5",
            "-0",
            "0x5",
            "5h",
            "5;0",
            "5.0",
            "5e0",
            "\"5\"",
            "5 5",
            "5\t5",
            "5\u000b",
            "\uff15",
            "5\u0000",
            "",
            "99999999999999999999",
            "18446744073709551621",
            "4294967301 0")) {
      shapes.add(Shape.of("Content-Length: " + length + "\r\n", END));
    }
    return shapes.stream();
  }

  /** Codings that one reader takes for chunked and the other does not. */
  static Stream<Shape> codings() {
    List<Shape> shapes = new ArrayList<>();
    for (String coding :
        List.of(
            "xchunked",
            "chunkedx",
            "chunked, identity",
            "chunked, gzip",
            "gzip",
            "identity",
            "chunked, chunked",
            "chunked;q=1",
            "\"chunked\"",
            "'chunked'",
            "\u000bchunked",
            "chunked\u000b",
            "chun ked",
            "chunked\u0000",
            "ch\u00fanked",
            "cow",
            "",
            ",",
            "deflate, cow")) {
      for (String length : List.of("", LENGTH)) {
        shapes.add(Shape.of(length + "Transfer-Encoding: " + coding + "\r\n", END));
      }
    }
    for (String header :
        List.of(
            "Transfer-Encoding : chunked\r\n",
            "Transfer-Encoding\t: chunked\r\n",
            " Transfer-Encoding: chunked\r\n",
            "X: y\r\n Transfer-Encoding: chunked\r\n",
            "X: y\rTransfer-Encoding: chunked\r\n",
            "X: y\r\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding:\r\n chunked\r\n",
            "Transfer\u0000-Encoding: chunked\r\n",
            "Transfer Encoding: chunked\r\n",
            "\u00a0Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n",
            "Content-Length : 5\r\n",
            "Content-Length\r\n",
            "Host: localhost\r\n",
            "Host: other\r\n")) {
      shapes.add(Shape.of(header + LENGTH, END));
    }
    return shapes.stream();
  }

  /** Chunks whose size or end is not plain. */
  static Stream<Shape> chunks() {
    return Stream.of(
            "0x1\r\na\r\n",
            "+1\r\na\r\n",
            "-1\r\na\r\n",
            "1h\r\na\r\n",
            "\r\na\r\n",
            ";\r\na\r\n",
            " 1\r\na\r\n",
            "\uff11\r\na\r\n",
            "FFFFFFFFFFFFFFFF\r\na\r\n",
            "8000000000000000\r\na\r\n",
            "100000001\r\na\r\n",
            "1\ra\r\n",
            "1\r\nab\r\n",
            "1\r\na0\r\n",
            "1\r\na\n0\n\n",
            "1\r\na\r0\r\r",
            "1;" + "x".repeat(100_000) + "\r\na\r\n",
            "1\r\na\r\n0\r\nX: " + "y".repeat(100_000) + "\r\n\r\n")
        .flatMap(body ->
            Stream.of("/api/v1/sessions", "/api/v1/verifications", "/signin")
                .map(path ->
                    new Shape(
                        path + " " + TokenAttacksTest.shortened(body.strip()),
                        "POST " + path + " HTTP/1.1\r\n",
                        CHUNKED + "Content-Type: application/x-www-form-urlencoded\r\n",
                        body)));
  }

  /** First lines that are not quite ones. */
  static Stream<Shape> lines() {
    return Stream.of(
            "GET  /me HTTP/1.1\r\n",
            "GET\t/me HTTP/1.1\r\n",
            "GET /me\r\n",
            "GET /me HTTP/1.2\r\n",
            "GET /me HTTP/2.0\r\n",
            "GET /me HTTP/11\r\n",
            "GET /me http/1.1\r\n",
            "GET /me HTTP/1.1 x\r\n",
            "GET /me x HTTP/1.1\r\n",
            "GET /me\u0000 HTTP/1.1\r\n",
            "GET /me\rx HTTP/1.1\r\n",
            " GET /me HTTP/1.1\r\n",
            "GET /me HTTP/1.1\r\n X: folded\r\n",
            "GET me HTTP/1.1\r\n",
            "GET * HTTP/1.1\r\n",
            "GET //evil.example/me HTTP/1.1\r\n",
            "GET http://evil.example/me HTTP/1.1\r\n",
            "CONNECT 127.0.0.1:22 HTTP/1.1\r\n",
            "PRI * HTTP/2.0\r\n",
            "/me HTTP/1.1\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\r\n")
        .map(Shape::line);
  }

  static Stream<Shape> all() {
    return Stream.of(lengths(), codings(), chunks(), lines()).flatMap(shapes -> shapes);
  }

  @BeforeAll
  static void count() throws Exception {
    before = readings();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void itIsRefusedAndTheConnectionEndsThere(Shape shape) throws IOException {
    Wire.Answer answer = UnderSiege.siege().refused(shape.name(), shape.bytes());
    assertThat(answer.answers()).as(answer.raw()).isEqualTo(1);
    assertThat(answer.raw()).doesNotContain(UnderSiege.siege().open());
  }

  @Test
  void theyAreAHundred() {
    assertThat(all().count()).isGreaterThanOrEqualTo(100);
  }

  /** Also where no answer came back: a reading would stand in the ledger of accesses. */
  @AfterAll
  static void nothingHiddenWasCarriedOut() throws Exception {
    assertThat(readings()).isEqualTo(before);
  }

  private static int readings() throws Exception {
    return UnderSiege.siege().accesses(UnderSiege.siege().open(), "account", "clerk");
  }
}
