package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who are too fast, over HTTP. */
class PaceOverHttpTest {
  @TempDir private static Path folder;
  private static RunningNode node;

  @BeforeAll
  static void start() throws Exception {
    node =
        RunningNode.on(
            folder,
            Map.of(
                "ARCHIVE_TEXT_PROCESSES", "0",
                "ARCHIVE_LIMIT_CALLS_ACCOUNT", "1",
                "ARCHIVE_LIMIT_CALLS_NETWORK", "1",
                "ARCHIVE_HTTP_PROXIES", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static HttpResponse<String> signInPage(String from) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + node.node().port() + "/signin");
    return node.send(HttpRequest.newBuilder(uri).header("X-Forwarded-For", from));
  }

  @Test
  void anAccountThatCallsTooOftenHearsWhenToCallAgainAndOthersAreServed() throws Exception {
    HttpResponse<String> answer = node.get("clerk", "/api/v1/items");
    for (int i = 0; i < 30 && answer.statusCode() == 200; i++) {
      answer = node.get("clerk", "/api/v1/items");
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("/too-many-calls");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(node.get("archivist", "/api/v1/items").statusCode()).isEqualTo(200);
  }

  @Test
  void aNetworkWhereNobodyHasSignedInIsCountedByItself() throws Exception {
    HttpResponse<String> answer = signInPage("203.0.113.7");
    for (int i = 0; i < 30 && answer.statusCode() == 200; i++) {
      answer = signInPage("203.0.113.7");
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(signInPage("203.0.113.8").statusCode()).isEqualTo(200);
  }
}
