package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.storage.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several servers on one S3 store, all taking the same submissions, one now and then standing
 * still.
 *
 * <p>How often and for how many seconds are the system properties {@code cunzhen.pauses} and {@code
 * cunzhen.pause.seconds}.
 */
class NodesDrillTest {
  private static final int PAUSES = Integer.getInteger("cunzhen.pauses", 2);
  private static final Duration PAUSE =
      Duration.ofSeconds(Integer.getInteger("cunzhen.pause.seconds", 2));
  private static final int SEARCHED = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void severalServersOnOneStoreMakeOneLedger(int count) throws Exception {
    long seed = System.nanoTime();
    DrillSite site = DrillSite.onS3(folder);
    Submitters submitters = new Submitters(site.source(), count);
    List<ServerProcess> servers = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        servers.add(ServerProcess.start(site, "node" + i));
      }
      drill(site, servers, submitters, new Random(seed));
      for (ServerProcess server : servers) {
        server.stop();
      }
    } finally {
      servers.forEach(ServerProcess::close);
    }
    Audit.Report report = site.audit();
    assertThat(report.defects()).as("seed %d", seed).isEmpty();
    assertThat(report.whole()).isEqualTo(report.entries());
    assertThat(report.entries()).as("nothing twice").isEqualTo(submitters.receipts().size());
  }

  private void drill(
      DrillSite site, List<ServerProcess> servers, Submitters submitters, Random random)
      throws Exception {
    List<URI> addresses = servers.stream().map(ServerProcess::address).toList();
    try (Store store = site.store().get();
        Witness witness = new Witness(addresses.getFirst())) {
      addresses.forEach(address -> witness.watch(() -> address));
      witness.watch(store);

      submitters.work(
          addresses,
          () -> {
            for (int pause = 0; pause < PAUSES; pause++) {
              pauseOne(servers, random);
              for (URI address : addresses) {
                assertFindsAny(site, address, submitters.receipts(), 2, random);
              }
            }
          });
      submitters.insist(addresses, List.copyOf(submitters.receipts().keySet()));

      for (URI address : addresses) {
        assertFindsAny(site, address, submitters.receipts(), SEARCHED, random);
        assertThat(witness.retrace(address)).hasSize(submitters.receipts().size());
      }
      assertThat(submitters.faults()).isEmpty();
      assertThat(witness.faults()).isEmpty();
      System.out.printf(
          "%d servers, %d pauses of %d s: %d receipts, %d requests without an answer; %s%n",
          servers.size(),
          PAUSES,
          PAUSE.toSeconds(),
          submitters.receipts().size(),
          submitters.unanswered(),
          witness);
    }
  }

  private static void pauseOne(List<ServerProcess> servers, Random random) throws Exception {
    ServerProcess one = servers.get(random.nextInt(servers.size()));
    one.awaitLife(Duration.ofMillis(500 + random.nextInt(1_000)));
    one.pause(PAUSE);
    one.awaitLife(Duration.ofSeconds(1));
  }

  /** Whoever has a receipt finds the record, whichever server is asked. */
  private void assertFindsAny(
      DrillSite site, URI server, Map<String, String> receipts, int count, Random random)
      throws Exception {
    List<String> numbers = new ArrayList<>(receipts.keySet());
    Collections.shuffle(numbers, random);
    for (String number : numbers.subList(0, Math.min(count, numbers.size()))) {
      JsonNode receipt = JSON.readTree(receipts.get(number));
      JsonNode answer = find(site, server, number, receipt.path("position").asLong());
      assertThat(answer.path("total").asLong()).as(number).isEqualTo(1);
      assertThat(answer.path("hits").path(0).path("recordId")).isEqualTo(receipt.path("recordId"));
    }
  }

  /** Asks again where the server has not come so far, or has too little time to record it. */
  private JsonNode find(DrillSite site, URI server, String number, long position) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> found = search(site, server, number, position);
    while (found.statusCode() == 503 && System.nanoTime() < end) {
      found = search(site, server, number, position);
    }
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    return JSON.readTree(found.body());
  }

  private HttpResponse<String> search(DrillSite site, URI server, String number, long position)
      throws IOException, InterruptedException {
    String question = "{\"q\": \"" + number + "\"}";
    return client.send(
        HttpRequest.newBuilder(server.resolve("/api/v1/records/search"))
            .header("Authorization", "Bearer " + site.clerk())
            .header("Content-Type", "application/json")
            .header("Archive-Position", "" + position)
            .POST(HttpRequest.BodyPublishers.ofString(question, StandardCharsets.UTF_8))
            .build(),
        BodyHandlers.ofString());
  }
}
