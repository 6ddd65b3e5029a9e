package cn.cunzhen.api.drill;

import cn.cunzhen.monitor.LogMisbehaved;
import cn.cunzhen.monitor.SignedCheckpoint;
import cn.cunzhen.monitor.TlogMonitor;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads every checkpoint that any server tells and every head that the store shows, and believes
 * none of them: two roots for one size would be two ledgers.
 */
final class Witness implements AutoCloseable {
  private static final ObjectKey HEAD = ObjectKey.of("ledger/head");
  private static final Pattern TREE = Pattern.compile("\ntree ([0-9]+) (\\S+)\n");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 100;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String key;
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Long, String> roots = new ConcurrentSkipListMap<>();
  private final Map<Long, byte[]> notes = new ConcurrentSkipListMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicInteger blind = new AtomicInteger();

  Witness(URI server) throws IOException, InterruptedException {
    this.key = new String(get(server, "vkey").orElseThrow(), StandardCharsets.UTF_8).strip();
  }

  /** Follows what a server tells, from its first entry on. */
  void watch(Supplier<URI> server) {
    TlogMonitor monitor = monitor(path -> fetch(server.get(), path));
    repeat("witness of " + server.get(), monitor::follow);
  }

  /** Follows the head itself. */
  void watch(Store store) {
    repeat(
        "witness of the store",
        () -> {
          String head = store.heads().get(HEAD).map(Head::value).orElseThrow().utf8();
          Matcher tree = TREE.matcher(head);
          if (!tree.find()) {
            throw new LogMisbehaved("no head: " + head);
          }
          note(Long.parseLong(tree.group(1)), tree.group(2));
        });
  }

  private void repeat(String name, Runnable look) {
    threads.add(
        Thread.ofPlatform()
            .name(name)
            .start(() -> {
              while (!isOver()) {
                look(name, look);
              }
            }));
  }

  private void look(String name, Runnable look) {
    try {
      look.run();
    } catch (LogMisbehaved e) {
      faults.add(name + ": " + e);
    } catch (UncheckedIOException | StorageException e) {
      // Paused, killed or busy: the next look tells more.
      blind.incrementAndGet();
    }
  }

  private boolean isOver() {
    try {
      return over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private TlogMonitor monitor(TlogMonitor.Fetch fetch) {
    return new TlogMonitor(key.substring(0, key.indexOf('+')), key, fetch);
  }

  private Optional<byte[]> fetch(URI server, String path) {
    try {
      Optional<byte[]> answer = get(server, path);
      if (path.equals("checkpoint")) {
        byte[] note = answer.orElseThrow(() -> new UncheckedIOException(new IOException("none")));
        SignedCheckpoint told = SignedCheckpoint.open(note, key);
        notes.put(told.size(), note);
        note(told.size(), Base64.getEncoder().encodeToString(told.root()));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private Optional<byte[]> get(URI server, String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(server.resolve("/ledger/" + path)).timeout(PATIENCE).build(),
            BodyHandlers.ofByteArray());
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  private void note(long size, String root) {
    seen.incrementAndGet();
    String before = roots.putIfAbsent(size, root);
    if (before != null && !before.equals(root)) {
      faults.add("two roots of size " + size + ": " + before + " and " + root);
    }
  }

  /** Follows all notes in the order of their sizes: each continues the one before. */
  List<byte[]> retrace(URI server) {
    fetch(server, "checkpoint");
    List<byte[]> entries = new ArrayList<>();
    byte[][] current = new byte[1][];
    TlogMonitor monitor =
        monitor(path -> path.equals("checkpoint") ? Optional.of(current[0]) : fetch(server, path));
    for (byte[] note : notes.values()) {
      current[0] = note;
      entries.addAll(monitor.follow());
    }
    return entries;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public String toString() {
    return "%d looks and %d in vain, %d sizes, %d notes"
        .formatted(seen.get(), blind.get(), roots.size(), notes.size());
  }

  /** Looks no more. */
  @Override
  public void close() {
    over.countDown();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
