package cn.cunzhen.api.bench;

import cn.cunzhen.api.samples.SampleFile;
import cn.cunzhen.api.samples.SampleTransaction;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A caller of servers in this process, over HTTP; the same for the archive and its yardsticks. */
final class Client implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "bench-7d81b516112482";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Hands in a transaction as a source system does; gives what was answered. */
  JsonNode submit(URI to, String token, SampleTransaction transaction)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(to, token)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(form(transaction))
            .build();
    return JSON.readTree(send(request));
  }

  private static BodyPublisher form(SampleTransaction transaction) {
    List<BodyPublisher> parts = new ArrayList<>();
    part(parts, "transaction", transaction.submission().toArray());
    for (SampleFile file : transaction.files()) {
      part(parts, file.name(), file.content().toArray());
    }
    parts.add(BodyPublishers.ofString("--" + BOUNDARY + "--\r\n"));
    return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
  }

  private static void part(List<BodyPublisher> parts, String name, byte[] content) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\n\r\n"
            .formatted(BOUNDARY, name);
    parts.add(BodyPublishers.ofString(head));
    parts.add(BodyPublishers.ofByteArray(content));
    parts.add(BodyPublishers.ofString("\r\n", StandardCharsets.US_ASCII));
  }

  JsonNode ask(URI at, String token, long position) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(at, token).header("Archive-Position", Long.toString(position));
    return JSON.readTree(send(request.build()));
  }

  byte[] read(URI at, String token) throws IOException, InterruptedException {
    return send(request(at, token).header("Archive-Purpose", "bench").build());
  }

  String signIn(URI at, String account, String password) throws IOException, InterruptedException {
    String body =
        JSON.createObjectNode().put("username", account).put("password", password).toString();
    HttpRequest request = HttpRequest.newBuilder(at).POST(BodyPublishers.ofString(body)).build();
    return JSON.readTree(send(request)).path("token").asText();
  }

  private static HttpRequest.Builder request(URI uri, String token) {
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
  }

  private byte[] send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          request.uri().getPath()
              + " answered "
              + response.statusCode()
              + ": "
              + new String(response.body(), StandardCharsets.UTF_8));
    }
    return response.body();
  }

  @Override
  public void close() {
    http.close();
  }
}
