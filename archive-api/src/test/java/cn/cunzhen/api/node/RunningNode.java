package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.samples.SampleArchive;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A node with the sample accounts on a folder of its own, asked over real HTTP. */
public final class RunningNode implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "----boundary7f3a";

  private final Node node;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private RunningNode(Node node) {
    this.node = node;
  }

  public static RunningNode on(Path data) throws IOException {
    return on(data, Map.of());
  }

  public static RunningNode on(Path data, Map<String, String> settings) throws IOException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("ARCHIVE_DATA", data.toString());
    environment.put("ARCHIVE_HTTP_PORT", "0");
    Node node = Node.start(Configuration.load(Optional.empty(), environment), unfit -> {});
    SampleArchive.makeAccounts(node.accounts());
    return new RunningNode(node);
  }

  public Node node() {
    return node;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + node.port() + path);
  }

  String token(String account) {
    return tokens.computeIfAbsent(
        account, name -> node.accounts().signIn(name, SampleArchive.password(name)).orElseThrow());
  }

  public HttpRequest.Builder as(String account, String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token(account));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public HttpResponse<byte[]> bytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<String> get(String account, String path)
      throws IOException, InterruptedException {
    return send(as(account, path));
  }

  public HttpResponse<String> submit(String account, String json, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    return send(multipart(as(account, "/api/v1/transactions"), json, files));
  }

  static HttpRequest.Builder multipart(
      HttpRequest.Builder request, String json, Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("transaction", json.getBytes(StandardCharsets.UTF_8));
    parts.putAll(files);
    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"x\"\r\n\r\n"
              .formatted(BOUNDARY, part.getKey());
      body.write(head.getBytes(StandardCharsets.UTF_8));
      body.write(part.getValue());
      body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return request
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(body.toByteArray()));
  }

  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    node.close();
    client.close();
  }
}
