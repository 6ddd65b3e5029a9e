package cn.cunzhen.api.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** From a receipt to its record being found, while others write: asked as a clerk would ask. */
final class Finding {
  private static final int WRITERS = 8;

  private final Bench.Setting setting;

  Finding(Bench.Setting setting) {
    this.setting = setting;
  }

  /** What a writer has just been given, and when. */
  private record Fresh(String archiveNumber, String record, long position, long nanos) {}

  List<Measured> measure() throws Exception {
    setting.says("receipt to found, 8 submitters");
    SynchronousQueue<Fresh> receipts = new SynchronousQueue<>();
    Figures found;
    try (Client client = new Client();
        ArchiveUnderTest archive =
            ArchiveUnderTest.start(setting.folder("finding"), true, 0, client, setting.workload());
        Background writers = Background.start(WRITERS, () -> write(archive, receipts))) {
      Lane reader = new Found(archive, receipts);
      Load.warmUp(List.of(reader), 1, setting.warmUp());
      found = Load.run(reader, 1, setting.time().multipliedBy(setting.rounds()));
      writers.check();
    }
    return List.of(
        new Measured.Single("receipt to found, 8 submitters, median", found.median(), "ms", null),
        new Measured.Single("receipt to found, 8 submitters, p99", found.p99(), "ms", 50.0));
  }

  /** A receipt that the reader has no time for is not handed to it. */
  private static void write(ArchiveUnderTest archive, SynchronousQueue<Fresh> receipts)
      throws IOException, InterruptedException {
    JsonNode receipt = archive.submit();
    boolean _ =
        receipts.offer(
            new Fresh(
                receipt.path("archiveNumber").asText(),
                receipt.path("recordId").asText(),
                receipt.path("position").asLong(),
                System.nanoTime()));
  }

  /** Takes a receipt as it comes out and asks for it until the answer holds it. */
  private record Found(ArchiveUnderTest archive, SynchronousQueue<Fresh> receipts) implements Lane {
    @Override
    public String name() {
      return "receipt to found";
    }

    @Override
    public void once() throws IOException, InterruptedException {
      timed();
    }

    @Override
    public long timed() throws IOException, InterruptedException {
      Fresh fresh = receipts.poll(30, TimeUnit.SECONDS);
      if (fresh == null) {
        throw new IllegalStateException("no receipt within 30 s");
      }
      JsonNode answer = archive.ask(fresh.archiveNumber(), fresh.position());
      long end = System.nanoTime();
      if (!answer.path("hits").path(0).path("recordId").asText().equals(fresh.record())) {
        throw new IllegalStateException("not found at the position of its receipt: " + fresh);
      }
      return end - fresh.nanos();
    }
  }
}
