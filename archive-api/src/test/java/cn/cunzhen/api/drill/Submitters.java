package cn.cunzhen.api.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Eight who hand in, each at one server and one transaction after the other, and every transaction
 * more than once: at the same time, at different servers, and again as long as its outcome is
 * unknown.
 *
 * <p>Every receipt is kept; whatever contradicts one is a fault.
 */
final class Submitters {
  private static final int COUNT = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String token;
  private final int copies;
  private final AtomicInteger tickets = new AtomicInteger();
  private final Map<String, String> receipts = new ConcurrentHashMap<>();
  private final Set<String> archived = ConcurrentHashMap.newKeySet();
  private final Queue<String> unknown = new ConcurrentLinkedQueue<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unanswered = new AtomicInteger();

  /**
   * @param copies how often each transaction is handed in to begin with
   */
  Submitters(String token, int copies) {
    this.token = token;
    this.copies = copies;
  }

  /** Hands in new transactions until it is over; then all have stopped. */
  void work(List<URI> servers, Running meanwhile) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    together(servers, () -> over.getCount() == 0 ? null : next(), meanwhile, over);
  }

  /** What happens while they work. */
  interface Running {
    void run() throws Exception;
  }

  /** Hands in again whatever has no receipt yet; no server disturbs it now. */
  void settle(List<URI> servers) throws Exception {
    for (int round = 0; round < 10 && !unknown.isEmpty(); round++) {
      Queue<String> now = new ConcurrentLinkedQueue<>(unknown);
      unknown.clear();
      together(servers, now::poll, () -> {}, new CountDownLatch(1));
    }
    unknown.forEach(number -> faults.add(number + " never gets a receipt"));
  }

  /** Hands in again what has a receipt: it is honoured, or this is a fault. */
  void insist(List<URI> servers, List<String> numbers) throws Exception {
    unknown.addAll(numbers);
    settle(servers);
  }

  private void together(
      List<URI> servers, Supplier<@Nullable String> work, Running meanwhile, CountDownLatch over)
      throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(COUNT)) {
      for (int i = 0; i < COUNT; i++) {
        int first = i;
        all.add(threads.submit(() -> workThrough(servers, first, work)));
      }
      try {
        meanwhile.run();
      } finally {
        over.countDown();
      }
    }
    for (Future<?> each : all) {
      each.get();
    }
  }

  private void workThrough(List<URI> servers, int first, Supplier<@Nullable String> work) {
    URI server = servers.get(first % servers.size());
    for (String number = work.get(); number != null; number = work.get()) {
      hand(server, number);
    }
  }

  private String next() {
    String again = unknown.poll();
    return again != null ? again : "drill-%06d".formatted(tickets.getAndIncrement() / copies);
  }

  private void hand(URI server, String number) {
    try {
      HttpResponse<String> answer = submit(server, number);
      switch (answer.statusCode()) {
        case 200, 201 -> keep(number, answer);
        case 503 -> unknown.add(number);
        default -> faults.add(number + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      // Killed, paused or stopped: this one has no receipt, and is handed in again.
      unanswered.incrementAndGet();
      unknown.add(number);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      faults.add(number + " was interrupted");
    }
  }

  private void keep(String number, HttpResponse<String> answer) {
    String before = receipts.putIfAbsent(number, answer.body());
    if (before != null && !before.equals(answer.body())) {
      faults.add(number + " has two receipts: " + before + " and " + answer.body());
    }
    if (answer.statusCode() == 201 && !archived.add(number)) {
      faults.add(number + " is archived twice");
    }
  }

  private HttpResponse<String> submit(URI server, String number)
      throws IOException, InterruptedException {
    String form =
        """
        --b\r
        Content-Disposition: form-data; name="transaction"\r
        \r
        {"sourceSystem": "teller", "transactionId": "@NUMBER@", "item": "SI-0107",
         "holders": [
         {"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "acceptedAt": "2026-01-05T09:12:00+08:00", "completedAt": "2026-01-05T09:13:40+08:00",
         "outcome": "granted", "files": [{"name": "f1", "material": "commitment-letter",
         "part": "application", "fileName": "a.txt"}]}\r
        --b\r
        Content-Disposition: form-data; name="f1"; filename="a.txt"\r
        \r
        告知承诺书 @NUMBER@\r
        --b--\r
        """
            .replace("@NUMBER@", number);
    return client.send(
        HttpRequest.newBuilder(server.resolve("/api/v1/transactions"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  /** Number to receipt. */
  Map<String, String> receipts() {
    return receipts;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many requests were never answered. */
  int unanswered() {
    return unanswered.get();
  }
}
