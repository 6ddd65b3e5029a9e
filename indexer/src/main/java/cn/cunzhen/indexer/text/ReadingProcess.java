package cn.cunzhen.indexer.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The process in which files are read, and which any of them may take down with it.
 *
 * <p>It ends as soon as its input does, so it never outlives its parent.
 */
final class ReadingProcess {
  private static final long STACK = 16 << 20;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final FileReading reading;
  private final Path spool;

  private ReadingProcess(InputStream in, OutputStream out, FileReading reading, Path spool) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(new BufferedOutputStream(out));
    this.reading = reading;
    this.spool = spool;
  }

  /**
   * Serves the parent.
   *
   * @param arguments how many characters a file may give, and how many milliseconds it may take
   */
  public static void main(String[] arguments) throws IOException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    System.setOut(nowhere); // what a parser prints must not end up between the answers
    int characters = Integer.parseInt(arguments[0]);
    Duration time = Duration.ofMillis(Long.parseLong(arguments[1]));
    FileReading reading = new FileReading(TikaText.configured(), characters, time);
    System.setErr(nowhere);
    new ReadingProcess(System.in, out, reading, Path.of("file")).serve();
  }

  private void serve() throws IOException {
    try (ExecutorService reader =
        Executors.newSingleThreadExecutor(work -> new Thread(null, work, "reader", STACK))) {
      Wire.greet(out);
      while (true) {
        String name = Wire.expectName(in);
        if (receive()) {
          reader.execute(() -> answer(name));
        }
      }
    } catch (EOFException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  private boolean receive() throws IOException {
    try (OutputStream file = Files.newOutputStream(spool)) {
      return Wire.receive(in, (bytes, length) -> file.write(bytes, 0, length));
    }
  }

  private void answer(String name) {
    try {
      Extraction answer = reading.read(spool, name);
      Files.delete(spool);
      Wire.answer(out, answer);
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
  }
}
