package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that somebody else has chosen, as programs meet it. */
class FirstPasswordOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GIVEN = "given by the operator";

  private static @TempDir Path folder;
  private static RunningNode node;

  @BeforeAll
  static void start() throws Exception {
    node = RunningNode.on(folder);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static void give(String name, Role role) {
    Set<String> systems = role == Role.SOURCE ? Set.of("*") : Set.of();
    node.node().accounts().give(new Caller(name, role, null, null, null, systems), GIVEN);
  }

  private static HttpResponse<String> signIn(String name, String password, String fresh)
      throws Exception {
    var body = JSON.createObjectNode().put("username", name).put("password", password);
    if (!fresh.isEmpty()) {
      body.put("newPassword", fresh);
    }
    return node.send(
        HttpRequest.newBuilder(node.uri("/api/v1/sessions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private static String code(HttpResponse<String> answer) throws Exception {
    JsonNode problem = JSON.readTree(answer.body());
    String type = problem.path("type").asText();
    return type.substring(type.lastIndexOf('/') + 1);
  }

  @Test
  void itOpensNothingAndAnotherOneOpensAllThatTheRoleMay() throws Exception {
    give("auditor-1", Role.AUDITOR);

    HttpResponse<String> first = signIn("auditor-1", GIVEN, "");
    assertThat(first.statusCode()).isEqualTo(403);
    assertThat(code(first)).isEqualTo("password-first");
    HttpResponse<String> unfit = signIn("auditor-1", GIVEN, "short");
    assertThat(unfit.statusCode()).isEqualTo(422);
    assertThat(code(unfit)).isEqualTo("password-unfit");

    HttpResponse<String> opened = signIn("auditor-1", GIVEN, "one of my own");
    assertThat(opened.statusCode()).isEqualTo(201);
    String token = JSON.readTree(opened.body()).path("token").asText();
    HttpResponse<String> search =
        node.send(
            HttpRequest.newBuilder(node.uri("/api/v1/records?q=x"))
                .header("Authorization", "Bearer " + token));
    assertThat(search.statusCode()).isEqualTo(200);
    assertThat(signIn("auditor-1", GIVEN, "").statusCode()).isEqualTo(401);
    assertThat(signIn("auditor-1", "one of my own", "").statusCode()).isEqualTo(201);
  }

  @Test
  void whoDoesNotKnowItChangesNothing() throws Exception {
    give("auditor-2", Role.AUDITOR);

    assertThat(signIn("auditor-2", "guessed at random", "one of my own").statusCode())
        .isEqualTo(401);

    assertThat(signIn("auditor-2", "one of my own", "").statusCode()).isEqualTo(401);
    assertThat(code(signIn("auditor-2", GIVEN, ""))).isEqualTo("password-first");
  }

  @Test
  void aProgramKeepsWhatItWasGiven() throws Exception {
    give("counter", Role.SOURCE);

    assertThat(signIn("counter", GIVEN, "").statusCode()).isEqualTo(201);
  }
}
