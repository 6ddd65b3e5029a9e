package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.samples.SampleArchive;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** A node with the sample accounts on a folder of its own, asked over real HTTP. */
public final class RunningNode implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "----boundary7f3a";

  private final Node node;
  private final String scheme;
  private final HttpClient client;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private RunningNode(Node node, String scheme, HttpClient client) {
    this.node = node;
    this.scheme = scheme;
    this.client = client;
  }

  public static RunningNode on(Path data) throws IOException {
    return on(data, Map.of());
  }

  public static RunningNode on(Path data, Map<String, String> settings) throws IOException {
    return new RunningNode(start(data, settings), "http", HttpClient.newHttpClient());
  }

  /**
   * One that speaks TLS, by what the settings say.
   *
   * @param believing whom its callers believe
   */
  public static RunningNode overTls(Path data, Map<String, String> settings, SSLContext believing)
      throws IOException {
    HttpClient client = HttpClient.newBuilder().sslContext(believing).build();
    return new RunningNode(start(data, settings), "https", client);
  }

  private static Node start(Path data, Map<String, String> settings) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("ARCHIVE_LIMIT_RECORDS_HOUR", "100000");
    environment.put("ARCHIVE_LIMIT_RECORDS_DAY", "100000");
    environment.put("ARCHIVE_LIMIT_CALLS_ACCOUNT", "100000");
    environment.putAll(settings);
    environment.put("ARCHIVE_DATA", data.toString());
    environment.put("ARCHIVE_HTTP_PORT", "0");
    Node node = Node.start(Configuration.load(Optional.empty(), environment), unfit -> {});
    SampleArchive.makeAccounts(node.accounts());
    return node;
  }

  public Node node() {
    return node;
  }

  public URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + node.port() + path);
  }

  public String token(String account) {
    return tokens.computeIfAbsent(
        account, name -> node.accounts().signIn(name, SampleArchive.password(name)).orElseThrow());
  }

  /** Signs somebody in who is none of the sample accounts. */
  public void signIn(String account, String password) {
    tokens.put(account, node.accounts().signIn(account, password).orElseThrow());
  }

  public HttpRequest.Builder as(String account, String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token(account));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Returns when questions see the record of a receipt, whoever asks and from wherever. */
  public void awaitFound(HttpResponse<String> receipt) throws IOException, InterruptedException {
    String position = json(receipt).path("position").asText();
    HttpResponse<String> found =
        send(as("clerk", "/api/v1/records?limit=1").header("Archive-Position", position));
    if (found.statusCode() != 200) {
      throw new IOException("not found yet: " + found.body());
    }
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

  public static HttpRequest.Builder multipart(
      HttpRequest.Builder request, String json, Map<String, byte[]> files) {
    Map<String, BodyPublisher> parts = new LinkedHashMap<>();
    files.forEach((name, content) -> parts.put(name, BodyPublishers.ofByteArray(content)));
    return form(request, json, parts);
  }

  /** The same from files, however large. */
  static HttpRequest.Builder streamed(
      HttpRequest.Builder request, String json, Map<String, Path> files) throws IOException {
    Map<String, BodyPublisher> parts = new LinkedHashMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      parts.put(file.getKey(), BodyPublishers.ofFile(file.getValue()));
    }
    return form(request, json, parts);
  }

  static HttpRequest.Builder form(
      HttpRequest.Builder request, String json, Map<String, BodyPublisher> files) {
    List<BodyPublisher> body = new ArrayList<>();
    Map<String, BodyPublisher> parts = new LinkedHashMap<>();
    parts.put("transaction", BodyPublishers.ofString(json));
    parts.putAll(files);
    parts.forEach((name, content) -> {
      body.add(
          BodyPublishers.ofString(
              "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"x\"\r\n\r\n"
                  .formatted(BOUNDARY, name)));
      body.add(content);
      body.add(BodyPublishers.ofString("\r\n"));
    });
    body.add(BodyPublishers.ofString("--" + BOUNDARY + "--\r\n"));
    return request
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.concat(body.toArray(BodyPublisher[]::new)));
  }

  /** What was answered goes into a file. */
  HttpResponse<Path> save(HttpRequest.Builder request, Path file)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofFile(file));
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
