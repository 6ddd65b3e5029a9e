package cn.cunzhen.api.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Samples as folders of files: {@code transaction.json}, and beside it what it lists. */
public final class SampleFolders {
  private static final SampleTransactions SAMPLES = SampleTransactions.of(SampleArchive.SEED);

  private SampleFolders() {}

  /** Writes the sample of this index into a folder of its own below the given one. */
  public static void write(Path folder, long index) throws IOException {
    SampleTransaction sample = SAMPLES.get(index);
    Path own = Files.createDirectories(folder.resolve(String.format(Locale.ROOT, "%08d", index)));
    for (SampleFile file : sample.files()) {
      boolean alone =
          sample.files().stream().filter(f -> f.fileName().equals(file.fileName())).count() == 1;
      Files.write(own.resolve(alone ? file.fileName() : file.name()), file.content().toArray());
    }
    // Last: a folder without it is no transaction.
    Files.write(own.resolve("transaction.json"), sample.submission().toArray());
  }
}
