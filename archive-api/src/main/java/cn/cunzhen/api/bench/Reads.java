package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Measured.Compared;
import cn.cunzhen.api.bench.Measured.Yardstick;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Reads of metadata and of files, beside a handler that only streams the same bytes. */
final class Reads {
  private static final int READERS = 8;
  private static final int RECORDS = 200;
  private static final int SCAN = 2;

  private final Bench.Setting setting;

  Reads(Bench.Setting setting) {
    this.setting = setting;
  }

  List<Measured> measure() throws Exception {
    setting.says("reads, 8 readers");
    try (Client client = new Client();
        ArchiveUnderTest archive =
            ArchiveUnderTest.start(setting.folder("reads"), true, 0, client, setting.workload())) {
      List<String> records = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        records.add(archive.submit().path("recordId").asText());
      }
      String first = records.getFirst();
      String file = "/files/" + SCAN;
      List<Measured> measured = new ArrayList<>();
      measured.add(compared("metadata", archive, client, records, "", archive.read(first)));
      measured.add(
          compared(
              "file of " + (setting.workload().scan().size() >> 10) + " KiB",
              archive,
              client,
              records,
              file,
              archive.read(first + file)));
      measured.addAll(new AccessCost(setting).measure(archive, client, records, file));
      return measured;
    }
  }

  private Compared compared(
      String what,
      ArchiveUnderTest archive,
      Client client,
      List<String> records,
      String path,
      byte[] sample)
      throws Exception {
    Path file = setting.folder("bare-reads").resolve("sample");
    Files.write(file, sample);
    try (BareStreaming bare = new BareStreaming(file, client)) {
      // Each reading is in the access ledger first.
      List<Lane> lanes = List.of(Lane.of("archive", () -> archive.read(any(records) + path)), bare);
      Load.warmUp(lanes, READERS, setting.warmUp());
      List<Figures> figures = Load.compare(lanes, READERS, setting.time(), setting.rounds());
      return new Compared(
          "reads of " + what + ", 8 readers",
          figures.getFirst(),
          List.of(new Yardstick(bare.name(), figures.getLast(), 0.6)));
    }
  }

  /** One record or another. */
  static String any(List<String> records) {
    return records.get(ThreadLocalRandom.current().nextInt(records.size()));
  }

  /** A handler that streams a file to anyone. */
  private static final class BareStreaming implements Lane, AutoCloseable {
    private final Path file;
    private final Client client;
    private final Javalin server;

    BareStreaming(Path file, Client client) {
      this.file = file;
      this.client = client;
      this.server =
          Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.routes.get("/", this::stream);
          });
      server.start("127.0.0.1", 0);
    }

    private void stream(Context context) {
      try (InputStream in = Files.newInputStream(file)) {
        context.res().setContentLengthLong(Files.size(file));
        in.transferTo(context.outputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String name() {
      return "bare Javalin handler";
    }

    @Override
    public void once() throws IOException, InterruptedException {
      client.read(URI.create("http://127.0.0.1:" + server.port() + "/"), "none");
    }

    @Override
    public void close() {
      server.stop();
    }
  }
}
