package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.samples.SampleArchive;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed again and again while eight read: whatever anybody has begun to receive
 * stands in the ledger of accesses.
 *
 * <p>How often is the system property {@code cunzhen.kills.reading}.
 */
class KilledReadingDrillTest {
  private static final int KILLS = Integer.getInteger("cunzhen.kills.reading", 3);
  private static final int READERS = 8;
  private static final int LONGEST_LIFE = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** What each reading was said to be for of which a first byte came. */
  private final Set<String> received = ConcurrentHashMap.newKeySet();

  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Semaphore began = new Semaphore(0);
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger readings = new AtomicInteger();

  @Test
  void nothingIsReadThatIsNotRecordedHoweverOftenTheServerIsKilled(@TempDir Path folder)
      throws Exception {
    DrillSite site = DrillSite.onFiles(folder);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> records = archive(site);
    for (int kill = 0; kill < KILLS; kill++) {
      ServerProcess server = ServerProcess.start(site, "node");
      int millis = random.nextInt(LONGEST_LIFE);
      readUntilKilled(server, site, records, millis);
    }

    try (ServerProcess server = ServerProcess.start(site, "node")) {
      Set<String> recorded = recorded(server.address(), records);
      assertThat(faults).as("seed %d", seed).isEmpty();
      assertThat(received).as("seed %d", seed).isNotEmpty();
      assertThat(recorded).as("seed %d", seed).containsAll(received);
      System.out.printf(
          "%d kills: %d readings begun to be received, %d recorded, %d without an answer%n",
          KILLS, received.size(), recorded.size(), unanswered.get());
    }
  }

  private static List<String> archive(DrillSite site) throws Exception {
    Submitters submitters = new Submitters(site.source(), 1);
    try (ServerProcess server = ServerProcess.start(site, "node")) {
      submitters.work(
          List.of(server.address()), () -> server.awaitLife(Duration.ofMillis(LONGEST_LIFE)));
      submitters.settle(List.of(server.address()));
      server.stop();
    }
    assertThat(submitters.faults()).isEmpty();
    List<String> records = new ArrayList<>();
    for (String receipt : submitters.receipts().values()) {
      records.add(JSON.readTree(receipt).path("recordId").asText());
    }
    return records.subList(0, Math.min(20, records.size()));
  }

  private void readUntilKilled(
      ServerProcess server, DrillSite site, List<String> records, int millis) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    began.drainPermits();
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      for (int i = 0; i < READERS; i++) {
        int first = i;
        all.add(
            threads.submit(() -> {
              for (int n = first; !over.get(); n++) {
                read(server.address(), site, records.get(n % records.size()));
              }
            }));
      }
      assertThat(began.tryAcquire(1, TimeUnit.MINUTES)).as("anything is read").isTrue();
      server.awaitLife(Duration.ofMillis(millis));
      server.kill();
      over.set(true);
    }
    for (Future<?> each : all) {
      each.get();
    }
  }

  private void read(URI server, DrillSite site, String record) {
    String purpose = "reading-" + readings.incrementAndGet();
    try {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(server.resolve("/api/v1/records/" + record + "/files/1"))
                      .timeout(Duration.ofSeconds(20))
                      .header("Authorization", "Bearer " + site.clerk())
                      .header("Archive-Purpose", purpose)
                      .build(),
                  answer -> {
                    if (answer.statusCode() == 200) {
                      received.add(purpose);
                      began.release();
                    }
                    return BodySubscribers.discarding();
                  })
              .statusCode();
      if (status != 200 && status != 503) {
        faults.add(purpose + ": " + status);
      }
    } catch (IOException e) {
      unanswered.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      faults.add(purpose + " was interrupted");
    }
  }

  private Set<String> recorded(URI server, List<String> records) throws Exception {
    String body =
        "{\"username\": \"supervisor\", \"password\": \"%s\"}"
            .formatted(SampleArchive.password("supervisor"));
    HttpRequest signIn =
        HttpRequest.newBuilder(server.resolve("/api/v1/sessions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    String token =
        JSON.readTree(client.send(signIn, BodyHandlers.ofString()).body()).path("token").asText();
    Set<String> recorded = new HashSet<>();
    for (String record : records) {
      String next = "";
      do {
        String path = "/api/v1/records/" + record + "/accesses" + next;
        HttpRequest ask =
            HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        JsonNode page = JSON.readTree(client.send(ask, BodyHandlers.ofString()).body());
        for (JsonNode access : page.path("accesses")) {
          if (access.path("outcome").asText().equals("granted") && access.has("purpose")) {
            recorded.add(access.path("purpose").asText());
          }
        }
        next = page.has("next") ? "?cursor=" + page.path("next").asText() : "";
      } while (!next.isEmpty());
    }
    return recorded;
  }
}
