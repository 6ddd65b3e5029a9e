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
      return List.of(
          compared("metadata", archive, client, records, "", archive.read(first)),
          compared(
              "file of " + (setting.workload().scan().size() >> 10) + " KiB",
              archive,
              client,
              records,
              "/files/" + SCAN,
              archive.read(first + "/files/" + SCAN)));
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
      List<Lane> lanes = List.of(new ArchiveReads(archive, records, path), bare);
      Load.warmUp(lanes, READERS, setting.warmUp());
      List<Figures> figures = Load.compare(lanes, READERS, setting.time(), setting.rounds());
      return new Compared(
          "reads of " + what + ", 8 readers",
          figures.getFirst(),
          List.of(new Yardstick(bare.name(), figures.getLast(), 0.6)));
    }
  }

  /** Reads something of one record or another; each reading is in the access ledger first. */
  private record ArchiveReads(ArchiveUnderTest archive, List<String> records, String path)
      implements Lane {
    @Override
    public String name() {
      return "archive";
    }

    @Override
    public void once() throws IOException, InterruptedException {
      int any = ThreadLocalRandom.current().nextInt(records.size());
      archive.read(records.get(any) + path);
    }
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
