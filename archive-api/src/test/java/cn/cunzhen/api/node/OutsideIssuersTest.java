package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.storage.Bytes;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutsideIssuersTest {
  private static final byte[] LIST = {1, 2, 3};

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;

  OutsideIssuersTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void end() {
    ended.countDown();
    server.stop(0);
  }

  @Test
  void whatLiesThereIsGiven() throws Exception {
    on(exchange -> give(exchange, 200, LIST));

    assertThat(issuers().list(address())).isEqualTo(Bytes.of(LIST));
  }

  @Test
  void aQuestionIsPostedAsTheStandardSays() throws Exception {
    on(exchange -> {
      assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
          .isEqualTo("application/ocsp-request");
      give(exchange, 200, exchange.getRequestBody().readAllBytes());
    });

    assertThat(issuers().answer(address(), Bytes.utf8("question")).utf8()).isEqualTo("question");
  }

  @Test
  void anyOtherStatusIsNone() {
    on(exchange -> give(exchange, 404, LIST));

    assertFails("404");
  }

  @Test
  void noRedirectIsFollowed() {
    on(exchange -> {
      exchange.getResponseHeaders().add("Location", address() + "/elsewhere");
      give(exchange, 302, LIST);
    });

    assertFails("302");
    assertThat(asked).hasValue(1);
  }

  @Test
  void whoBeginsAndDoesNotEndIsNotWaitedForLong() {
    on(exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write(LIST);
      exchange.getResponseBody().flush();
      await();
    });

    long began = System.nanoTime();
    assertFails("no answer within");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void whoDoesNotAnswerAtAllIsNotWaitedForLong() {
    on(exchange -> await());

    assertFails("no answer within");
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    on(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream body = exchange.getResponseBody()) {
        byte[] chunk = new byte[1 << 20];
        for (int i = 0; i < 17; i++) {
          body.write(chunk);
        }
      }
    });

    assertFails("");
  }

  @Test
  void nobodyThere() {
    int port = server.getAddress().getPort();
    server.stop(0);

    assertThatThrownBy(() -> issuers().list(URI.create("http://127.0.0.1:" + port + "/")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void privateAddressesAreNotAskedUnlessTheyAreNamed() throws Exception {
    on(exchange -> give(exchange, 200, LIST));
    try (OutsideIssuers shy = new OutsideIssuers(Set.of(), Duration.ofSeconds(5))) {
      for (String host :
          new String[] {
            "127.0.0.1",
            "localhost",
            "[::1]",
            "10.0.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "[fd00::1]",
            "0.0.0.0"
          }) {
        URI at = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
        assertThatThrownBy(() -> shy.list(at)).as(host).hasMessageContaining("private address");
      }
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void aNameIsResolvedOnceAndAskedOnlyWhereThatLed() throws Exception {
    on(exchange -> give(exchange, 200, LIST));
    AtomicInteger resolved = new AtomicInteger();
    InetAddress[] outside = {InetAddress.ofLiteral("192.0.2.1")};
    InetAddress[] here = {InetAddress.getLoopbackAddress()};
    // A name server of somebody's own, which answers otherwise the second time.
    try (OutsideIssuers issuers =
        new OutsideIssuers(
            Set.of(),
            Duration.ofSeconds(1),
            host -> resolved.getAndIncrement() == 0 ? outside : here)) {
      URI at = URI.create("http://ca.example:" + server.getAddress().getPort() + "/ca.crl");

      assertThatThrownBy(() -> issuers.list(at)).isInstanceOf(IOException.class);
      assertThat(resolved).hasValue(1);
      assertThatThrownBy(() -> issuers.list(at)).hasMessageContaining("private address");
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void oneOfSeveralAddressesThatIsPrivateIsEnough() throws Exception {
    on(exchange -> give(exchange, 200, LIST));
    InetAddress[] both = {InetAddress.ofLiteral("192.0.2.1"), InetAddress.getLoopbackAddress()};
    try (OutsideIssuers issuers = new OutsideIssuers(Set.of(), Duration.ofSeconds(1), _ -> both)) {
      URI at = URI.create("http://ca.example:" + server.getAddress().getPort() + "/ca.crl");

      assertThatThrownBy(() -> issuers.list(at)).hasMessageContaining("private address");
    }
    assertThat(asked).hasValue(0);
  }

  private void assertFails(String why) {
    assertThatThrownBy(() -> issuers().list(address()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  private static OutsideIssuers issuers() {
    return new OutsideIssuers(Set.of("127.0.0.1"), Duration.ofSeconds(2));
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ca.crl");
  }

  /** What the server does with whoever asks. */
  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void on(Answer answer) {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          try (exchange) {
            answer.to(exchange);
          }
        });
  }

  private void await() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void give(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
