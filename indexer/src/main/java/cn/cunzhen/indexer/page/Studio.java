package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.child.Children;
import cn.cunzhen.indexer.child.Outcome;
import cn.cunzhen.indexer.child.Outcome.Failure;
import cn.cunzhen.indexer.child.Request;
import cn.cunzhen.indexer.page.PageQuestion.Kind;
import cn.cunzhen.indexer.page.Shown.Hidden;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where pages are drawn: the files to draw from, and the processes that draw. */
final class Studio implements AutoCloseable {
  private static final int LONGEST_NAME = 200;

  private final Children children;
  private final Spool spool;
  private final Optional<Office> office;
  private final Shelf prints;
  private final Failures failures;

  /**
   * @param prints where PDF files are kept that were made of office documents
   */
  Studio(PageLimits limits, Path folder, Shelf prints, Failures failures) throws IOException {
    this.prints = prints;
    this.failures = failures;
    this.spool = new Spool(folder.resolve("files"), limits.spoolBytes());
    Shelf.empty(folder.resolve("office")); // of a process that was killed, something may lie there
    this.office = limits.office() ? Office.find(folder.resolve("office")) : Optional.empty();
    this.children =
        new Children(
            PageProcess.program(), limits.perChild(), folder.resolve("processes"), "drawing");
  }

  /** Starts the processes. */
  void prepare() throws IOException {
    children.prepare();
  }

  /**
   * Asks a process, for whoever has a turn.
   *
   * @param file names the file, wherever it is asked about
   */
  Shown<Bytes> ask(Kind kind, String file, PageSource source, int page, int width)
      throws IOException, InterruptedException {
    PageQuestion question = question(kind, file, source, page, width);
    Shown<Bytes> answer = ask(question);
    if (!Files.exists(Path.of(question.path()))) {
      throw new IOException("the file went while it was looked at");
    }
    return answer;
  }

  private PageQuestion question(Kind kind, String file, PageSource source, int page, int width)
      throws IOException, InterruptedException {
    Path path = spool.file(file, source);
    Optional<Path> pdf = asPdf(file, path, source.mediaType());
    if (pdf.isPresent()) {
      return new PageQuestion(kind, pdf.get().toString(), "application/pdf", "", page, width);
    }
    String name = source.name();
    String end = name.substring(Math.max(0, name.length() - LONGEST_NAME));
    return new PageQuestion(kind, path.toString(), source.mediaType(), end, page, width);
  }

  /** What the machine's office program makes of the file; what it fails at is shown as text. */
  private Optional<Path> asPdf(String file, Path path, String mediaType)
      throws IOException, InterruptedException {
    if (office.isEmpty() || !office.get().takes(mediaType)) {
      return Optional.empty();
    }
    String name = file + "-pdf";
    Optional<Path> known = prints.find(name);
    if (known.isPresent() || failures.of(name).isPresent()) {
      return known;
    }
    Path made = prints.place();
    if (!office.get().convert(path, mediaType, made)) {
      failures.remember(name, new Hidden<>(Hindrance.UNSUPPORTED, "no PDF was made"));
      return Optional.empty();
    }
    return Optional.of(prints.put(name, made));
  }

  private Shown<Bytes> ask(PageQuestion question) throws IOException, InterruptedException {
    return switch (children.ask(new Request(question.format()), PageAnswer::read)) {
      case Outcome.Answered<Shown<Bytes>>(Shown<Bytes> answer) -> answer;
      case Outcome.Failed<Shown<Bytes>>(Failure failure, String detail) ->
          new Hidden<>(
              switch (failure) {
                case TOO_LARGE, OUT_OF_MEMORY -> Hindrance.TOO_LARGE;
                case TIMED_OUT -> Hindrance.TOO_SLOW;
                case CRASHED -> Hindrance.DAMAGED;
              },
              detail);
    };
  }

  void remove(String beginning) throws IOException {
    spool.remove(beginning);
  }

  @Override
  public void close() {
    children.close();
    spool.close();
  }
}
