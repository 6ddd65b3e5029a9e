package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.child.AnswerReader;
import cn.cunzhen.indexer.child.ChildProgram;
import cn.cunzhen.indexer.child.Children;
import cn.cunzhen.indexer.child.Outcome;
import cn.cunzhen.indexer.child.Outcome.Failure;
import cn.cunzhen.indexer.child.Request;
import cn.cunzhen.indexer.recognition.Recognised;
import cn.cunzhen.indexer.recognition.Recognition;
import cn.cunzhen.indexer.text.Answer.PicturesRead;
import cn.cunzhen.indexer.text.Answer.TextFound;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads files in processes of their own, so that one that crashes, hangs or takes all memory costs
 * its own text and nothing else.
 *
 * <p>Pictures are asked for a few at a time, so none waits long for an answer, and what one of them
 * does to the process costs none of the others.
 */
public final class TextExtractor implements TextExtraction, AutoCloseable {
  private static final int MANY = 1_000;

  private final Children children;
  private final ExtractionLimits limits;
  private final Set<String> languages;

  TextExtractor(ChildProgram program, ExtractionLimits limits, Set<String> languages, Path folder)
      throws IOException {
    this.children = new Children(program, limits.perChild(), folder, "reader");
    this.limits = limits;
    this.languages = Set.copyOf(languages);
    children.prepare();
  }

  /**
   * Starts the reading processes, and returns before they can read.
   *
   * @param recognition reads pictures of text; without it they have none
   * @param folder for what they need while they read; its subfolders {@code reader-*} are emptied,
   *     so no two extractors may share it
   */
  public static TextExtractor start(
      ExtractionLimits limits, Optional<Recognition> recognition, Path folder) throws IOException {
    return new TextExtractor(
        ReadingProcess.program(limits, recognition),
        limits,
        recognition.map(found -> Set.copyOf(found.languages())).orElse(Set.of()),
        folder);
  }

  @Override
  public Set<String> languages() {
    return languages;
  }

  @Override
  public Extraction extract(SourceFile file) throws IOException, InterruptedException {
    return read(file).outcome();
  }

  @Override
  public Extracted read(SourceFile file) throws IOException, InterruptedException {
    return read(file, true);
  }

  @Override
  public Extracted readWithoutPictures(SourceFile file) throws IOException, InterruptedException {
    return read(file, false);
  }

  private Extracted read(SourceFile file, boolean pictures)
      throws IOException, InterruptedException {
    Ask ask = Ask.text(file.name());
    return switch (ask(file, ask, in -> TextFound.read(in, limits.characters()))) {
      case Outcome.Answered<TextFound>(TextFound found) -> {
        boolean more = !languages.isEmpty() && found.pictures() > 0;
        yield more && pictures
            ? readPictures(file, ask, found)
            : new Extracted(found.text(), Map.of(), more);
      }
      case Outcome.Failed<TextFound>(Failure failure, String detail) ->
          Extracted.of(new NoText(reason(failure), detail));
    };
  }

  private Extracted readPictures(SourceFile file, Ask ask, TextFound found)
      throws IOException, InterruptedException {
    PictureTexts texts = new PictureTexts(found, limits.characters());
    Map<Integer, Recognised> scans = new TreeMap<>();
    Duration left = limits.recognition();
    int next = 1;
    int most = MANY;
    while (next <= found.pictures() && left.isPositive()) {
      Ask pictures = ask.pictures(next, most);
      long begun = System.nanoTime();
      switch (ask(file, pictures, in -> PicturesRead.read(in, limits.characters()))) {
        case Outcome.Answered<PicturesRead>(PicturesRead read) -> {
          read.outcomes().forEach(texts::add);
          scans.putAll(read.scans());
          next += Math.max(1, read.outcomes().size());
          left = left.minus(cost(read, begun));
        }
        case Outcome.Failed<PicturesRead>(Failure failure, String detail) -> {
          left = left.minus(limits.time());
          if (most == 1) {
            texts.add(new NoText(reason(failure), detail));
            next++;
            most = MANY;
          } else {
            most = 1; // which of them it was is found out one by one
          }
        }
      }
    }
    if (next <= found.pictures()) {
      texts.leaveOut();
    }
    return new Extracted(texts.all(), scans, false);
  }

  /** What it has cost by its own account, but no less than a tenth of the time it took. */
  private static Duration cost(PicturesRead read, long begun) {
    Duration least = Duration.ofNanos((System.nanoTime() - begun) / 10);
    return read.spent().compareTo(least) < 0 ? least : read.spent();
  }

  private <T> Outcome<T> ask(SourceFile file, Ask ask, AnswerReader<T> reader)
      throws IOException, InterruptedException {
    return children.ask(new Request(ask.format(), file.content()::open), reader);
  }

  private static Reason reason(Failure failure) {
    return switch (failure) {
      case TOO_LARGE -> Reason.TOO_LARGE;
      case TIMED_OUT -> Reason.TIMED_OUT;
      case OUT_OF_MEMORY -> Reason.OUT_OF_MEMORY;
      case CRASHED -> Reason.CRASHED;
    };
  }

  /** Ends the reading processes at once; calls under way throw. */
  @Override
  public void close() {
    children.close();
  }
}
