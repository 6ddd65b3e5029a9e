package cn.cunzhen.api;

import cn.cunzhen.api.node.Rebuild;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes register and index, and makes them again from ledger and store. */
@Command(name = "rebuild")
final class RebuildCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--without-text")
  private boolean withoutText;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Voice voice = new Voice(spec);
    Rebuild.Report report;
    try (Bars bars = new Bars(voice)) {
      report =
          Rebuild.run(config.load(), !withoutText, bars)
              .orElseThrow(() -> voice.failure("rebuild.nothing"));
    }
    voice.say(
        "rebuild.indexed",
        report.entries(),
        seconds(report.indexing()),
        rate(report.entries(), report.indexing()));
    voice.say("rebuild.read", seconds(report.reading()), report.unread());
    report
        .defects()
        .forEach(
            defect -> voice.print(defect.kind() + " " + defect.where() + " " + defect.detail()));
    return report.defects().isEmpty() ? 0 : 1;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
  }

  private static String rate(long entries, Duration time) {
    return String.format(Locale.ROOT, "%.0f", entries * 1e3 / Math.max(1, time.toMillis()));
  }

  /** A bar for the entries, then one for the text. */
  private static final class Bars implements Rebuild.Watcher, AutoCloseable {
    private final Voice voice;
    private @Nullable Progress entries;
    private @Nullable Progress texts;

    Bars(Voice voice) {
      this.voice = voice;
    }

    @Override
    public void indexed(long done, long all) {
      if (entries == null) {
        voice.remark("rebuild.indexing", all);
        entries = Progress.of(voice, all);
      }
      entries.at(done, done);
    }

    @Override
    public void read(long done, long all) {
      if (texts == null) {
        close();
        voice.remark("rebuild.reading", all);
        texts = Progress.of(voice, all);
      }
      texts.at(done, done);
    }

    @Override
    public void close() {
      if (texts != null) {
        texts.close();
      } else if (entries != null) {
        entries.close();
      }
    }
  }
}
