package cn.cunzhen.indexer.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Recognises the text of one picture at a time; for one thread.
 *
 * <p>The program gets no other file than the picture, decoded by us, and writes to two of ours. The
 * system ends it where it runs for too long, or where the process that started it ends.
 */
public final class Recogniser {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_TABLE_BYTES = 16 << 20;

  /** On a machine that has no time for it, it gets so many times as much. */
  private static final int PATIENCE = 10;

  private final Recognition recognition;
  private final Duration most;
  private final Path picture;
  private final Path base;
  private final Path text;
  private final Path table;
  private Duration spent = Duration.ZERO;

  /**
   * @param most how long it may run for one picture
   * @param folder for picture, text and table, which are removed at once
   */
  public Recogniser(Recognition recognition, Duration most, Path folder) {
    this.recognition = recognition;
    this.most = most;
    this.picture = folder.resolve("picture.pgm");
    this.base = folder.resolve("picture");
    this.text = folder.resolve("picture.txt");
    this.table = folder.resolve("picture.tsv");
  }

  /** How long the program has run for all pictures so far. */
  public Duration spent() {
    return spent;
  }

  /**
   * Recognises a picture's text, and where it stands.
   *
   * @throws TooSlowException if it took longer than it may
   * @throws IOException if the program failed
   */
  public Recognised read(Shades shades) throws IOException, InterruptedException {
    if (shades.isPlain()) {
      return Recognised.NOTHING;
    }
    try {
      shades.write(picture);
      return read(shades.isLine());
    } finally {
      Files.deleteIfExists(picture);
      Files.deleteIfExists(text);
      Files.deleteIfExists(table);
    }
  }

  /**
   * In one language after the other, until one seems to be the picture's: all at once take longer
   * and find less, as measured.
   */
  private Recognised read(boolean line) throws IOException, InterruptedException {
    String found = "";
    for (String language : recognition.languages()) {
      run(language, line);
      found = content(text, MOST_BYTES);
      if (found.isBlank() || isChinese(found)) {
        break;
      }
    }
    String rows = Files.exists(table) ? content(table, MOST_TABLE_BYTES) : "";
    return WordTable.place(found.strip(), rows);
  }

  private static String content(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(most), StandardCharsets.UTF_8);
    }
  }

  /** Whether at least a fifth of its letters are Chinese characters. */
  private static boolean isChinese(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long chinese = text.codePoints().filter(Character::isIdeographic).count();
    return chinese > 0 && chinese * 5 >= letters;
  }

  private void run(String language, boolean line) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(recognition.command(base, language, line, most))
            .redirectInput(picture.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("OMP_THREAD_LIMIT", "1");
    Process process = builder.start();
    Duration ran = Duration.ZERO;
    try {
      long end = System.nanoTime() + most.multipliedBy(PATIENCE).toNanos();
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        ran = process.info().totalCpuDuration().orElse(ran);
        if (System.nanoTime() - end > 0) {
          throw new TooSlowException(most);
        }
      }
    } finally {
      process.destroyForcibly();
      spent = spent.plus(ran);
    }
    if (process.exitValue() != 0) {
      throw ran.plusSeconds(1).compareTo(most) >= 0
          ? new TooSlowException(most)
          : new IOException("recognition ended with code " + process.exitValue());
    }
  }

  /** A picture took longer than it may. */
  public static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1L;

    TooSlowException(Duration most) {
      super("more than " + most.toSeconds() + " s");
    }
  }
}
