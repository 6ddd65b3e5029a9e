package cn.cunzhen.indexer.page;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.child.AnswerReader;
import cn.cunzhen.indexer.child.NonsenseException;
import cn.cunzhen.indexer.page.PageQuestion.Kind;
import cn.cunzhen.indexer.page.Shown.Found;
import cn.cunzhen.indexer.page.Shown.Hidden;
import cn.cunzhen.storage.Bytes;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of records' files, drawn in processes of their own, so that a file that crashes, hangs or
 * takes all memory costs its own page and nothing else.
 *
 * <p>What was drawn is kept for a while, on disk, without a mark of who looked at it. Of a record
 * that was disposed of nothing is kept. Safe for use by many threads.
 */
public final class PageImages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageImages.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PageLimits limits;
  private final Predicate<RecordId> kept;
  private final ScannedWords scanned;
  private final Turns turns;
  private final Turns printing;
  private final Marking marking;
  private final Shelf answers;
  private final Studio studio;
  private final Failures failures = new Failures();

  /**
   * Takes a folder, which is emptied; processes are started when they are first needed.
   *
   * @param folder for this alone; nobody else may look into it
   * @param kept whether the archive still keeps a record; once no, always no
   * @param scanned what was recognised of pages that are pictures
   */
  public PageImages(PageLimits limits, Path folder, Predicate<RecordId> kept, ScannedWords scanned)
      throws IOException {
    this(limits, folder, kept, scanned, office(limits, folder));
  }

  private static Optional<Office> office(PageLimits limits, Path folder) throws IOException {
    Shelf.close(folder);
    Path place = folder.resolve("office");
    Shelf.empty(place); // of a process that was killed, something may lie there
    return limits.office() ? Office.find(place) : Optional.empty();
  }

  PageImages(
      PageLimits limits,
      Path folder,
      Predicate<RecordId> kept,
      ScannedWords scanned,
      Optional<Office> office)
      throws IOException {
    Shelf.close(folder);
    this.limits = limits;
    this.kept = kept;
    this.scanned = scanned;
    this.turns = new Turns(limits.processes(), PATIENCE);
    this.printing = new Turns(1, PATIENCE);
    this.marking = new Marking(new Turns(Marking.atOnce(), PATIENCE));
    this.answers = new Shelf(folder.resolve("drawn"), limits.cacheBytes());
    this.studio = new Studio(limits, folder, answers, failures, office);
  }

  /** Gets ready, in the background, for what else the first page would have to wait for. */
  public void prepare() throws IOException {
    studio.prepare();
    Thread.ofPlatform().daemon().name("watermark").start(marking::prepare);
  }

  /** Which pages a file has. */
  public Shown<PageList> list(String viewer, PageSource source)
      throws IOException, InterruptedException {
    return switch (look(viewer, source, Kind.LIST, 0, 0, PageList::read)) {
      case Found<PageList>(PageList list) when !list.words() && scanned.has(source) ->
          new Found<>(list.withWords());
      case Shown<PageList> shown -> shown;
    };
  }

  /**
   * A page as a picture.
   *
   * @param page counts from 1
   * @param width in pixels, rounded up to a step of {@link PageWidth}
   * @param mark what is written all over the page, line by line: who looks at it, where and when
   */
  public Shown<MarkedPage> picture(
      String viewer, PageSource source, int page, int width, List<String> mark)
      throws IOException, InterruptedException {
    int step = PageWidth.step(width);
    return switch (look(viewer, source, Kind.PICTURE, page, step, PagePicture::read)) {
      case Found<PagePicture>(PagePicture picture) -> marking.mark(viewer, picture, mark);
      case Hidden<PagePicture>(Hindrance hindrance, String detail) ->
          new Hidden<>(hindrance, detail);
    };
  }

  /**
   * The words of a page and where they stand, also those that were recognised in a picture; none
   * where that is not known.
   */
  public Shown<PageWords> words(String viewer, PageSource source, int page)
      throws IOException, InterruptedException {
    return switch (look(viewer, source, Kind.WORDS, page, 0, PageWords::read)) {
      case Found<PageWords>(PageWords words) -> new Found<>(words.and(scanned.words(source, page)));
      case Hidden<PageWords> hidden -> hidden;
    };
  }

  /** Forgets whatever was made of a record's files. */
  public void erase(RecordId record) throws IOException {
    answers.remove(record.value());
    studio.remove(record.value());
  }

  private <T> Shown<T> look(
      String viewer, PageSource source, Kind kind, int page, int width, AnswerReader<T> reader)
      throws IOException, InterruptedException {
    if (source.size() > limits.bytes()) {
      return new Hidden<>(Hindrance.TOO_LARGE, "more than " + limits.bytes() + " bytes");
    }
    String file = source.record().value() + "-" + source.sha256().hex();
    String name = file + "-" + PageProcess.FORM + "-" + kind + "-" + page + "-" + width;
    Optional<Bytes> known = answers.read(name);
    if (known.isPresent()) {
      return parse(known.get(), reader);
    }
    Optional<Hidden<T>> failed = failures.of(name);
    if (failed.isPresent()) {
      return failed.get();
    }
    try {
      return print(viewer, file, source)
          ? draw(viewer, name, () -> studio.ask(kind, file, source, page, width), reader)
          : busy();
    } finally {
      forgetIfDisposed(source.record());
    }
  }

  /**
   * Sees to it that an office document is printed, one at a time and without a turn for drawing: it
   * may take a minute. False where that turn does not come in time.
   */
  private boolean print(String viewer, String file, PageSource source)
      throws IOException, InterruptedException {
    if (!studio.lacksPrint(file, source)) {
      return true;
    }
    Optional<Turns.Turn> turn = printing.take(viewer);
    if (turn.isEmpty()) {
      return false;
    }
    try (Turns.Turn _ = turn.get()) {
      studio.makePrint(file, source);
    }
    return true;
  }

  private <T> Shown<T> draw(String viewer, String name, Drawing drawing, AnswerReader<T> reader)
      throws IOException, InterruptedException {
    Optional<Turns.Turn> turn = turns.take(viewer);
    if (turn.isEmpty()) {
      return busy();
    }
    try (Turns.Turn _ = turn.get()) {
      Optional<Bytes> meanwhile = answers.read(name);
      return meanwhile.isPresent()
          ? parse(meanwhile.get(), reader)
          : remember(name, drawing.draw(), reader);
    }
  }

  /** Asks a process that draws. */
  private interface Drawing {
    Shown<Bytes> draw() throws IOException, InterruptedException;
  }

  private static <T> Hidden<T> busy() {
    return new Hidden<>(Hindrance.BUSY, "no turn within " + PATIENCE.toSeconds() + " s");
  }

  private <T> Shown<T> remember(String name, Shown<Bytes> answer, AnswerReader<T> reader)
      throws IOException {
    return switch (answer) {
      case Found<Bytes>(Bytes found) -> {
        Shown<T> parsed = parse(found, reader);
        if (parsed instanceof Hidden<T> nonsense) {
          yield failures.remember(name, nonsense);
        }
        keep(name, found);
        yield parsed;
      }
      case Hidden<Bytes>(Hindrance hindrance, String detail) ->
          failures.remember(name, new Hidden<>(hindrance, detail));
    };
  }

  /** A page that can't be kept can be shown all the same. */
  private void keep(String name, Bytes answer) throws IOException {
    Path making = answers.place();
    try {
      Files.write(making, answer.toArray());
      answers.put(name, making);
    } catch (IOException e) {
      LOG.warn("a page that was drawn can't be kept", e);
      Files.deleteIfExists(making);
    }
  }

  private static <T> Shown<T> parse(Bytes answer, AnswerReader<T> reader) throws IOException {
    try (DataInputStream in = new DataInputStream(answer.stream())) {
      return new Found<>(reader.read(in));
    } catch (NonsenseException | EOFException e) {
      return new Hidden<>(Hindrance.DAMAGED, "the process answered nonsense");
    }
  }

  /**
   * A record may have been disposed of while a page of it was drawn. Whoever disposes erases after
   * the archive has ceased to keep it; so either that finds what was written here, or this does.
   */
  private void forgetIfDisposed(RecordId record) throws IOException {
    if (!kept.test(record)) {
      erase(record);
    }
  }

  /** How much disk the drawn pages take. */
  public long bytes() {
    return answers.bytes();
  }

  /** Ends the processes at once; calls under way throw. */
  @Override
  public void close() {
    studio.close();
  }
}
