package cn.cunzhen.api.bench;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.config.Setting;
import cn.cunzhen.api.node.Node;
import cn.cunzhen.api.samples.SampleArchive;
import cn.cunzhen.core.access.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The archive as anyone runs it, on a folder of its own, and asked over HTTP. */
final class ArchiveUnderTest implements AutoCloseable {
  private final Node node;
  private final Client client;
  private final Workload workload;
  private final String source;
  private final String clerk;

  private ArchiveUnderTest(Node node, Client client, Workload workload)
      throws IOException, InterruptedException {
    this.node = node;
    this.client = client;
    this.workload = workload;
    SampleArchive.makeAccounts(node.accounts());
    this.source = signIn(Role.SOURCE);
    this.clerk = signIn(Role.CLERK);
  }

  /**
   * @param sm whether files get SM3 digests and packages SM2 seals too
   * @param readers how many processes read text; none of them recognises pictures of it
   */
  static ArchiveUnderTest start(
      Path folder, boolean sm, int readers, Client client, Workload workload)
      throws IOException, InterruptedException {
    Node node =
        Node.start(
            configuration(folder, sm, readers),
            unfit -> {
              throw unfit;
            });
    return new ArchiveUnderTest(node, client, workload);
  }

  /** How such an archive is set up. */
  static Configuration configuration(Path folder, boolean sm, int readers) {
    Map<String, String> settings =
        Map.of(
            Setting.DATA.variable(),
            folder.toString(),
            Setting.HTTP_PORT.variable(),
            "0",
            Setting.LIMIT_CALLS_ACCOUNT.variable(),
            "1000000",
            Setting.SM.variable(),
            Boolean.toString(sm),
            Setting.TEXT_PROCESSES.variable(),
            Integer.toString(readers),
            Setting.TEXT_PICTURE_SECONDS.variable(),
            "0");
    return Configuration.load(Optional.empty(), settings);
  }

  private String signIn(Role role) throws IOException, InterruptedException {
    return client.signIn(uri("/api/v1/sessions"), role.word(), SampleArchive.password(role.word()));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + node.port() + path);
  }

  /** Hands in a new transaction; its receipt. */
  JsonNode submit() throws IOException, InterruptedException {
    return client.submit(uri("/api/v1/transactions"), source, workload.next());
  }

  /** Asks a question at a position, as a clerk. */
  JsonNode ask(String words, long position) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(words, StandardCharsets.UTF_8);
    return client.ask(uri("/api/v1/records?q=" + encoded), clerk, position);
  }

  /** Reads something of a record, as a clerk. */
  byte[] read(String path) throws IOException, InterruptedException {
    return client.read(uri("/api/v1/records/" + path), clerk);
  }

  /** The token of the clerk who reads. */
  String clerk() {
    return clerk;
  }

  Node node() {
    return node;
  }

  @Override
  public void close() {
    node.close();
  }
}
