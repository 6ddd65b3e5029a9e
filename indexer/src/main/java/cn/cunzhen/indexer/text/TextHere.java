package cn.cunzhen.indexer.text;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reads the text of files in this very process: only for one that any file may take down with it.
 *
 * <p>For one thread at a time.
 */
public final class TextHere {
  private final FileReading reading;

  private TextHere(FileReading reading) {
    this.reading = reading;
  }

  /**
   * Gets ready, which takes a second.
   *
   * @param characters after so many, the rest of a file is left out
   * @param time after so long, the rest of a file is left out
   */
  public static TextHere prepare(int characters, Duration time) throws IOException {
    return new TextHere(
        new FileReading(TikaText.configured(), characters, time, Path.of("within")));
  }

  /** Reads one file; what keeps it from being read is in the answer. */
  public Extraction read(Path file, String name) throws IOException {
    try {
      return reading.read(file, name).text();
    } finally {
      reading.clear();
    }
  }
}
