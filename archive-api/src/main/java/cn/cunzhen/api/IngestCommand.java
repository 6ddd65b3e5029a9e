package cn.cunzhen.api;

import cn.cunzhen.api.client.RemoteArchive;
import cn.cunzhen.api.ingest.Candidate;
import cn.cunzhen.api.ingest.Ingest;
import cn.cunzhen.api.ingest.IngestEnd;
import cn.cunzhen.api.ingest.IngestEvent;
import cn.cunzhen.api.ingest.IngestFault;
import cn.cunzhen.api.ingest.Journal;
import cn.cunzhen.api.ingest.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands folders, ZIPs and lists of completed transactions in to a running archive. */
@Command(name = "ingest")
final class IngestCommand implements Callable<Integer> {
  /** Something was refused; all else is in the archive. */
  private static final int SOME_REFUSED = 3;

  private static final int MOST_AT_ONCE = 64;
  private static final long LAST_SECONDS = 8;

  @Parameters(arity = "1..*", paramLabel = "PATH")
  private List<Path> paths = List.of();

  @Mixin private ConnectionOptions connection;

  @Option(names = "--at-once", paramLabel = "N", defaultValue = "4")
  private int atOnce;

  @Option(names = "--receipts", paramLabel = "FILE")
  private @Nullable Path receipts;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Voice voice = new Voice(spec);
    if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
      throw voice.wrong("ingest.at-once", MOST_AT_ONCE);
    }
    for (Path path : paths) {
      if (!Source.isReadable(path)) {
        throw voice.wrong("ingest.path", path);
      }
    }
    try (Source source = Source.of(paths, Journal.NAME);
        Journal journal = journal(voice);
        RemoteArchive archive = connection.signIn(voice)) {
      return run(voice, source, journal, archive);
    }
  }

  private Journal journal(Voice voice) throws IOException {
    Path first = paths.getFirst().toAbsolutePath();
    Path usual =
        Files.isDirectory(first)
            ? first.resolve(Journal.NAME)
            : first.resolveSibling(first.getFileName() + "." + Journal.NAME);
    Path file = receipts == null ? usual : receipts;
    return Journal.open(file).orElseThrow(() -> voice.failure("ingest.busy", file));
  }

  private int run(Voice voice, Source source, Journal journal, RemoteArchive archive)
      throws InterruptedException {
    List<Candidate> transactions = source.transactions();
    Report report;
    IngestEnd end;
    try (Progress progress = Progress.of(voice, transactions.size())) {
      report = new Report(voice, progress);
      source.stray().forEach(report::stray);
      end = untilInterrupted(new Ingest(archive, journal, atOnce, report::add), transactions);
    }
    return report.close(end);
  }

  /** Where the process is told to end, what is under way comes to its end first. */
  private static IngestEnd untilInterrupted(Ingest ingest, List<Candidate> transactions)
      throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              ingest.stop();
              awaitShortly(ended);
            },
            "end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return ingest.run(transactions);
    } finally {
      ended.countDown();
      forget(hook);
    }
  }

  private static void awaitShortly(CountDownLatch ended) {
    try {
      // However this goes: what has no receipt yet is sent again the next time.
      boolean _ = ended.await(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook has run.
    }
  }

  /** What became of everything, as it happens and in sum. */
  private static final class Report {
    private final Voice voice;
    private final Progress progress;
    private long archived;
    private long known;
    private long refused;

    Report(Voice voice, Progress progress) {
      this.voice = voice;
      this.progress = progress;
    }

    void stray(Path file) {
      refused++;
      progress.aside(() -> voice.say("ingest.stray", file));
    }

    synchronized void add(IngestEvent event) {
      switch (event) {
        case IngestEvent.Archived _ -> archived++;
        case IngestEvent.Repeated _, IngestEvent.Known _ -> known++;
        case IngestEvent.Unfit unfit -> {
          refused++;
          progress.aside(() -> print(unfit));
        }
        case IngestEvent.Refused reply -> {
          refused++;
          progress.aside(() -> print(reply));
        }
      }
      progress.at(archived + known + refused, archived + refused);
    }

    private void print(IngestEvent.Unfit unfit) {
      voice.say("ingest.unfit", unfit.place());
      for (IngestFault fault : unfit.faults()) {
        voice.print("    " + fault.where() + "  " + fault.message(Locale.getDefault()));
      }
    }

    private void print(IngestEvent.Refused event) {
      voice.say("ingest.refused", event.place(), event.reply().says());
      event
          .reply()
          .faults()
          .forEach(fault -> voice.print("    " + fault.pointer() + "  " + fault.message()));
    }

    /** The sum; gives the exit code. */
    synchronized int close(IngestEnd end) {
      int exitCode =
          switch (end) {
            case IngestEnd.Complete _ -> refused == 0 ? 0 : SOME_REFUSED;
            case IngestEnd.Stopped _ -> {
              voice.remark("ingest.stopped");
              yield 1;
            }
            case IngestEnd.GaveUp gaveUp -> {
              String reason = gaveUp.reason().name().toLowerCase(Locale.ROOT);
              voice.remark("ingest.gave-up." + reason, gaveUp.detail());
              yield 1;
            }
          };
      voice.say("ingest.sum", archived, known, refused);
      return exitCode;
    }
  }
}
