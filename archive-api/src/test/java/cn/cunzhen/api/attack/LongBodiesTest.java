package cn.cunzhen.api.attack;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that anyone may send and that have no end, or hardly a beginning. */
@Timeout(120)
class LongBodiesTest {
  private static final int MOST = 1 << 20;
  private static final int BESIDE_FILES = 64 << 20;

  @TempDir private static Path folder;
  private static RunningNode node;

  @BeforeAll
  static void start() throws IOException {
    node =
        RunningNode.on(
            folder,
            Map.of(
                "ARCHIVE_LIMIT_FILE_BYTES", Integer.toString(MOST),
                "ARCHIVE_LIMIT_TOTAL_BYTES", Integer.toString(MOST),
                "ARCHIVE_TEXT_PROCESSES", "0"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void whatIsLargerThanAnyPackageIsNotTakenToBeVerified() throws Exception {
    try (Socket socket = begun("/api/v1/verifications", MOST + BESIDE_FILES + 1)) {
      byte[] piece = new byte[MOST];
      for (int i = 0; i < (MOST + BESIDE_FILES) / MOST; i++) {
        socket.getOutputStream().write(piece);
      }
      socket.getOutputStream().write('x');

      assertThat(Wire.read(socket).status()).isEqualTo(413);
    }
    assertThat(spooled()).isEmpty();
  }

  @Test
  void whatComesInByteByByteOrNotAtAllIsEnded() throws Exception {
    List<Future<Wire.Answer>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      answers.add(callers.submit(LongBodiesTest::begunAndLeft));
      for (String path :
          List.of("/api/v1/verifications", "/api/v1/sessions", "/signin", "/language")) {
        answers.add(callers.submit(() -> dripped(path)));
      }
    }

    for (Future<Wire.Answer> answer : answers) {
      assertThat(answer.get().status()).as(answer.get().raw()).isEqualTo(408);
      assertThat(answer.get().body()).contains("/problems/too-slow");
    }
    assertThat(spooled()).isEmpty();
  }

  /** A byte each second, until an answer comes. */
  private static Wire.Answer dripped(String path) throws IOException {
    try (Socket socket = begun(path, 10_000)) {
      socket.setSoTimeout(1_000);
      while (true) {
        socket.getOutputStream().write('a');
        try {
          return Wire.read(socket);
        } catch (SocketTimeoutException e) {
          // Not yet.
        }
      }
    }
  }

  private static Wire.Answer begunAndLeft() throws IOException {
    try (Socket socket = begun("/api/v1/sessions", 10_000)) {
      return Wire.read(socket);
    }
  }

  private static Socket begun(String path, int length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.node().port());
    String head =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: %d\r
        \r
        """
            .formatted(path, length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static List<Path> spooled() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("store/spool"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
