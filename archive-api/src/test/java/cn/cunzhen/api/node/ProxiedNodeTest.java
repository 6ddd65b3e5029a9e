package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node behind a proxy on its own machine, which says where calls come from. */
class ProxiedNodeTest {
  private static final String CALLER = "203.0.113.7";

  private static RunningNode node;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    node =
        RunningNode.on(
            data,
            Map.of(
                "ARCHIVE_HTTP_PROXIES",
                "127.0.0.1",
                "ARCHIVE_HTTP_ADDRESS",
                "https://archive.example",
                "ARCHIVE_TEXT_PROCESSES",
                "0"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static HttpResponse<String> signIn(String name, String password, String forwarded)
      throws Exception {
    return node.send(
        HttpRequest.newBuilder(node.uri("/api/v1/sessions"))
            .header("Content-Type", "application/json")
            .header("Accept-Language", "zh")
            .header("X-Forwarded-For", forwarded)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, password))));
  }

  @Test
  void whoTriesOnePasswordAfterTheOtherIsToldHowLongToWaitAndNobodyElse() throws Exception {
    for (int i = 0; i < 5; i++) {
      // What a caller puts before it makes no other caller of it.
      assertThat(signIn("clerk", "wrong", "10.0.0." + i + ", " + CALLER).statusCode())
          .isEqualTo(401);
    }

    HttpResponse<String> late = signIn("clerk", "clerk-demo", CALLER);
    for (int i = 0; i < 8 && late.statusCode() != 429; i++) {
      late = signIn("clerk", "wrong", CALLER); // the wait grows beyond the slowest machine's try
    }

    assertThat(late.statusCode()).isEqualTo(429);
    assertThat(late.headers().firstValue("Retry-After")).get().asString().matches("[1-9][0-9]?");
    assertThat(RunningNode.json(late).path("title").asText()).isEqualTo("尝试过多，请稍后再试");
    assertThat(signIn("clerk", "clerk-demo", "203.0.113.8").statusCode()).isEqualTo(201);
  }

  @Test
  void nobodyIsOnThisMachineWhoComesThroughAProxy() throws Exception {
    HttpRequest.Builder metrics = HttpRequest.newBuilder(node.uri("/metrics"));

    assertThat(node.send(metrics).statusCode()).isEqualTo(401);
    assertThat(node.send(metrics.header("X-Forwarded-For", "127.0.0.1")).statusCode())
        .isEqualTo(401);
    assertThat(node.get("operator", "/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void behindAProxyThatSpeaksTlsTheSessionNeverLeavesTheBrowserWithoutIt() throws Exception {
    HttpResponse<String> answer =
        node.send(
            HttpRequest.newBuilder(node.uri("/signin"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString("username=auditor&password=auditor-demo")));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Set-Cookie"))
        .get()
        .asString()
        .contains("Secure", "HttpOnly", "SameSite=Strict");
  }
}
