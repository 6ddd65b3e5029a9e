package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.child.ChildProgram;
import cn.cunzhen.indexer.child.ChildSide;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The process in which files are read, and which any of them may take down with it. */
final class ReadingProcess {
  /** Reading gives way to everything else. */
  private static final int POLITE = 10;

  private ReadingProcess() {}

  static ChildProgram program(ExtractionLimits limits) {
    return program(ReadingProcess.class.getName(), limits);
  }

  /** A program that reads files in its own way. */
  static ChildProgram program(String main, ExtractionLimits limits) {
    return new ChildProgram(
        main,
        List.of(
            Integer.toString(limits.characters()), Long.toString(limits.time().toMillis() * 4 / 5)),
        List.of("-XX:TieredStopAtLevel=1"),
        POLITE);
  }

  /**
   * Serves the parent.
   *
   * @param arguments how many characters a file may give, and how many milliseconds it may take
   */
  public static void main(String[] arguments) throws IOException {
    int characters = Integer.parseInt(arguments[0]);
    Duration time = Duration.ofMillis(Long.parseLong(arguments[1]));
    ChildSide.serve(() -> {
      FileReading reading = new FileReading(TikaText.configured(), characters, time);
      return (question, file) -> {
        Extraction answer = reading.read(file, question.utf8());
        return out -> ExtractionForm.write(out, answer);
      };
    });
  }
}
