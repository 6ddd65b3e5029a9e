package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.child.ChildProgram;
import cn.cunzhen.indexer.child.ChildSide;
import cn.cunzhen.indexer.child.ChildSide.Reply;
import cn.cunzhen.indexer.recognition.Picture;
import cn.cunzhen.indexer.recognition.Recogniser;
import cn.cunzhen.indexer.recognition.Recognition;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The process in which files are read, and which any of them may take down with it. */
final class ReadingProcess {
  /** Reading gives way to everything else. */
  private static final int POLITE = 10;

  private final FileReading files;
  private final @Nullable PictureReading pictures;

  private ReadingProcess(FileReading files, @Nullable PictureReading pictures) {
    this.files = files;
    this.pictures = pictures;
  }

  static ChildProgram program(ExtractionLimits limits, Optional<Recognition> recognition) {
    return program(ReadingProcess.class.getName(), limits, recognition);
  }

  /** A program that reads files in its own way. */
  static ChildProgram program(
      String main, ExtractionLimits limits, Optional<Recognition> recognition) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(limits.characters()));
    arguments.add(Long.toString(limits.time().toMillis()));
    recognition.ifPresent(found -> arguments.addAll(found.format()));
    return new ChildProgram(main, arguments, List.of("-XX:TieredStopAtLevel=1"), POLITE);
  }

  /**
   * Serves the parent.
   *
   * @param arguments how many characters a file may give, how many milliseconds an answer may take,
   *     and, where pictures can be read, what reads them
   */
  public static void main(String[] arguments) throws IOException {
    ChildSide.serve(() -> prepare(List.of(arguments))::answer);
  }

  private static ReadingProcess prepare(List<String> arguments) throws IOException {
    int characters = Integer.parseInt(arguments.get(0));
    Duration time = Duration.ofMillis(Long.parseLong(arguments.get(1)));
    FileReading files =
        new FileReading(
            TikaText.configured(),
            characters,
            time.multipliedBy(4).dividedBy(5),
            Path.of("within"));
    List<String> recognition = arguments.subList(2, arguments.size());
    return new ReadingProcess(
        files,
        recognition.isEmpty() ? null : pictures(Recognition.parse(recognition), time, characters));
  }

  /** One that begins at the last moment may still take half of the time, and has it. */
  private static PictureReading pictures(Recognition recognition, Duration time, int characters) {
    Recogniser recogniser = new Recogniser(recognition, time.dividedBy(2), Path.of(""));
    return new PictureReading(recogniser, time.dividedBy(3), characters);
  }

  private Reply answer(Bytes question, Path file) throws IOException {
    Ask ask = Ask.parse(question);
    try {
      Reading reading = files.read(file, ask.name());
      if (ask.picture() == 0 || pictures == null) {
        return new Answer.TextFound(reading.text(), reading.mediaType(), reading.pictures().size())
            ::write;
      }
      List<Picture> all = reading.pictures();
      int from = Math.min(all.size(), ask.picture() - 1);
      int to = (int) Math.min(all.size(), from + (long) ask.most());
      return pictures.read(all.subList(from, to))::write;
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted while reading pictures");
    } finally {
      files.clear();
    }
  }
}
