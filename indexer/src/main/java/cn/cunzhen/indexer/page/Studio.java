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
   * @param office makes them; none where there is none, or it is not wanted
   */
  Studio(PageLimits limits, Path folder, Shelf prints, Failures failures, Optional<Office> office)
      throws IOException {
    this.prints = prints;
    this.failures = failures;
    this.spool = new Spool(folder.resolve("files"), limits.spoolBytes());
    this.office = office;
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
      throws IOException {
    Optional<Path> pdf = prints.find(print(file));
    if (pdf.isPresent()) {
      return new PageQuestion(kind, pdf.get().toString(), "application/pdf", "", page, width);
    }
    Path path = spool.file(file, source);
    String name = source.name();
    String end = name.substring(Math.max(0, name.length() - LONGEST_NAME));
    return new PageQuestion(kind, path.toString(), source.mediaType(), end, page, width);
  }

  private static String print(String file) {
    return file + "-pdf";
  }

  /** Whether the machine's office program may make something of the file, and has not tried. */
  boolean lacksPrint(String file, PageSource source) {
    return office.filter(program -> program.takes(source.mediaType())).isPresent()
        && prints.find(print(file)).isEmpty()
        && failures.of(print(file)).isEmpty();
  }

  /**
   * Lets the machine's office program print the file, for whoever has the turn for that; what it
   * fails at is shown as text.
   */
  void makePrint(String file, PageSource source) throws IOException, InterruptedException {
    if (office.isEmpty() || !lacksPrint(file, source)) {
      return;
    }
    Path made = prints.place();
    if (office.get().convert(spool.file(file, source), source.mediaType(), made)) {
      prints.put(print(file), made);
    } else {
      failures.remember(print(file), new Hidden<>(Hindrance.UNSUPPORTED, "no PDF was made"));
    }
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
    office.ifPresent(Office::close);
    children.close();
    spool.close();
  }
}
