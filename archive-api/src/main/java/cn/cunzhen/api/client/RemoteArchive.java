package cn.cunzhen.api.client;

import cn.cunzhen.api.client.Reply.Done;
import cn.cunzhen.api.client.Reply.Refused;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A running archive, and a session with it that is opened again where it has ended.
 *
 * <p>Any thread may use it. An {@link IOException} says that there was no answer.
 */
public final class RemoteArchive implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** The slowest line on which a transaction still arrives in time. */
  private static final long BYTES_A_SECOND = 128 << 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final URI server;
  private final Locale language;
  private final String account;
  private final String password;
  private volatile String token;

  private RemoteArchive(URI server, Locale language, String account, String password) {
    this.server = server;
    this.language = language;
    this.account = account;
    this.password = password;
    this.token = "";
  }

  /**
   * Opens a session.
   *
   * @param language of what the archive says
   * @throws RefusedException if it does not let this account in
   */
  public static RemoteArchive signIn(URI server, Locale language, String account, String password)
      throws IOException, InterruptedException {
    RemoteArchive archive = new RemoteArchive(server, language, account, password);
    try {
      archive.openSession();
      return archive;
    } catch (IOException | InterruptedException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  /** Hands in a transaction. */
  public Reply submit(TransactionForm form) throws IOException, InterruptedException {
    return send(
        request("/api/v1/transactions")
            .timeout(ANSWER.plusSeconds(form.size() / BYTES_A_SECOND))
            .header("Content-Type", form.contentType())
            .POST(form.body()));
  }

  /** Asks a question as JSON, so that no name stands in a URL. */
  public JsonNode search(ObjectNode question) throws IOException, InterruptedException {
    return answer(
        request("/api/v1/records/search")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question.toString())));
  }

  /**
   * Lets the archive verify a record.
   *
   * @param purpose what for; null where the caller says nothing
   */
  public JsonNode verification(String record, @Nullable String purpose)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request("/api/v1/records/" + record + "/verification");
    if (purpose != null) {
      request.header(
          "Archive-Purpose",
          URLEncoder.encode(purpose, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return answer(request.GET());
  }

  private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    return switch (send(request)) {
      case Done done -> done.body();
      case Refused refused -> throw new RefusedException(refused);
    };
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    String used = token;
    Reply first = exchange(request.setHeader("Authorization", "Bearer " + used));
    if (!(first instanceof Refused refused) || refused.status() != 401) {
      return first;
    }
    renew(used);
    return exchange(request.setHeader("Authorization", "Bearer " + token));
  }

  /** Opens a new session where no other thread has done so meanwhile. */
  private synchronized void renew(String ended) throws IOException, InterruptedException {
    if (token.equals(ended)) {
      openSession();
    }
  }

  private void openSession() throws IOException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("username", account).put("password", password);
    Reply reply =
        exchange(request("/api/v1/sessions").POST(BodyPublishers.ofString(body.toString())));
    token =
        switch (reply) {
          case Done done -> done.body().path("token").asText();
          case Refused refused -> throw new RefusedException(refused);
        };
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(ANSWER)
        .header("Accept", "application/json")
        .header("Accept-Language", language.getLanguage());
  }

  private Reply exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    boolean done = response.statusCode() / 100 == 2;
    JsonNode body = json(response.body(), done);
    return done ? new Done(response.statusCode(), body) : Refused.of(response.statusCode(), body);
  }

  /** What is no JSON came from something that is no archive. */
  private static JsonNode json(byte[] body, boolean done) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      if (done) {
        throw new IOException("what answers there is no archive");
      }
      return JsonNodeFactory.instance.objectNode();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
