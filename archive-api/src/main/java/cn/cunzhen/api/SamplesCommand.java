package cn.cunzhen.api;

import cn.cunzhen.api.samples.SampleFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes invented transactions as folders, as {@code ingest} takes them. */
@Command(name = "samples")
final class SamplesCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FOLDER")
  private Path folder = Path.of("");

  @Parameters(index = "1", paramLabel = "N")
  private int count;

  /** A demonstration has those before it. */
  @Option(names = "--from", paramLabel = "N", defaultValue = "300")
  private long from;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Voice voice = new Voice(spec);
    if (count < 1 || from < 0) {
      throw voice.wrong("samples.count");
    }
    try (Progress progress = Progress.of(voice, count)) {
      for (int i = 0; i < count; i++) {
        SampleFolders.write(folder, from + i);
        progress.at(i + 1, i + 1);
      }
    }
    voice.say("samples.written", count, folder);
    return 0;
  }
}
