package cn.cunzhen.indexer.page;

import static cn.cunzhen.indexer.page.SampleFiles.corner;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.ofd.SampleOfd;
import cn.cunzhen.indexer.page.PageWords.Place;
import cn.cunzhen.indexer.page.Shown.Found;
import cn.cunzhen.indexer.page.Shown.Hidden;
import cn.cunzhen.indexer.recognition.Recognised;
import cn.cunzhen.indexer.recognition.Recognised.Box;
import cn.cunzhen.indexer.text.KeptScans;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.memory.MemoryStore;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
final class PageImagesTest {
  private static final List<String> MARK = List.of("li.na  460100-SI  A03", "2026-11-21 09:12");
  private static final Set<RecordId> DISPOSED = new HashSet<>();
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final Derivatives DERIVATIVES =
      new Derivatives(new MemoryStore(Clock.systemUTC()).objects(), DISPOSED::contains);
  private static final ScannedWords SCANNED = new ScannedWords(DERIVATIVES);

  @TempDir private static Path folder;
  private static PageImages pages;

  @BeforeAll
  static void start() throws IOException {
    pages =
        new PageImages(
            PageLimits.standard(), folder, record -> !DISPOSED.contains(record), SCANNED);
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @Test
  void everyPageOfAPdfIsCountedAndDrawn() throws Exception {
    PageSource source = source("application/pdf", SampleFiles.pdf(3));

    PageList list = found(pages.list("li.na", source));

    assertThat(list.sizes()).hasSize(3);
    assertThat(list.words()).isTrue();
    assertThat(list.sizes().getFirst().width()).isCloseTo(595.28, within(0.1));
    assertThat(list.sizes().getFirst().height()).isCloseTo(841.89, within(0.1));
    for (int page = 1; page <= 3; page++) {
      MarkedPage picture = found(pages.picture("li.na", source, page, 480, MARK));
      BufferedImage image = SampleFiles.read(picture);
      assertThat(picture.mediaType()).isEqualTo("image/png");
      assertThat(image.getWidth()).isEqualTo(480);
      assertThat(image.getHeight()).isEqualTo(679);
      assertThat(darkPixels(image)).isGreaterThan(2_000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 270})
  void aPageThatIsToBeTurnedIsShownTurned(int degrees) throws Exception {
    PageSource source = source("application/pdf", SampleFiles.turnedPdf(degrees));

    BufferedImage image = SampleFiles.read(found(pages.picture("li.na", source, 1, 480, MARK)));

    assertThat(image.getWidth()).isEqualTo(480);
    assertThat(image.getHeight()).isEqualTo(339);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff", "jpeg"})
  void anImageIsOnePage(String format) throws Exception {
    PageSource source = source("image/" + format, SampleFiles.image(format, corner(400, 200)));

    assertThat(found(pages.list("li.na", source)))
        .isEqualTo(new PageList(List.of(new PageSize(400, 200)), false));
    assertThat(redQuarter(source)).isEqualTo(Quarter.UPPER_LEFT);
  }

  @Test
  void everyPageOfATiffIsShown() throws Exception {
    PageSource source =
        source(
            "image/tiff",
            SampleFiles.image("tiff", corner(400, 200), corner(200, 400), corner(300, 300)));

    assertThat(found(pages.list("li.na", source)).sizes())
        .containsExactly(new PageSize(400, 200), new PageSize(200, 400), new PageSize(300, 300));
    assertThat(SampleFiles.read(found(pages.picture("li.na", source, 2, 160, MARK))).getHeight())
        .isEqualTo(320);
  }

  @ParameterizedTest
  @CsvSource({
    "1, UPPER_LEFT, 200",
    "2, UPPER_RIGHT, 200",
    "3, LOWER_RIGHT, 200",
    "4, LOWER_LEFT, 200",
    "5, UPPER_LEFT, 400",
    "6, UPPER_RIGHT, 400",
    "7, LOWER_RIGHT, 400",
    "8, LOWER_LEFT, 400"
  })
  void aPhotographStandsUprightAsItSays(int orientation, Quarter red, int height) throws Exception {
    PageSource source = source("image/jpeg", SampleFiles.jpeg(corner(400, 200), orientation));

    assertThat(found(pages.list("li.na", source)).sizes().getFirst().height()).isEqualTo(height);
    assertThat(redQuarter(source)).isEqualTo(red);
  }

  @Test
  void aPageOfAnOfdIsShownAndItsWordsAreFound() throws Exception {
    PageSource source =
        source(
            "application/ofd",
            SampleOfd.page(
                    "<ofd:TextObject Boundary='20 10 60 12' Font='3' Size='10'><ofd:FillColor Value='0'/><ofd:TextCode X='0'"
                        + " Y='9' DeltaX='g 2 10'>承诺书</ofd:TextCode></ofd:TextObject>")
                .bytes());

    PageList list = found(pages.list("li.na", source));
    BufferedImage image = SampleFiles.read(found(pages.picture("li.na", source, 1, 480, MARK)));
    List<Place> places = PageMarks.of(found(pages.words("li.na", source, 1)), "諾書");

    assertThat(list.sizes().getFirst().width()).isCloseTo(100 * 72 / 25.4, within(0.01));
    assertThat(image.getHeight()).isEqualTo(240);
    assertThat(darkPixels(image)).isGreaterThan(1_000);
    assertThat(places).hasSize(1);
    assertThat(places.getFirst().x()).isCloseTo(0.3f, within(0.001f));
    assertThat(places.getFirst().width()).isCloseTo(0.2f, within(0.02f));
  }

  @Test
  void aTextIsSetOnPlainPagesAndItsWordsAreFound() throws Exception {
    String text = "第一行，办理社会保险。\n".repeat(50) + "最后一行：\ninternational insurance ".repeat(3);
    PageSource source = source("text/plain", text.getBytes(UTF_8));

    PageList list = found(pages.list("li.na", source));
    BufferedImage image = SampleFiles.read(found(pages.picture("li.na", source, 1, 480, MARK)));
    List<Place> last = PageMarks.of(found(pages.words("li.na", source, 2)), "最後");

    assertThat(list.sizes()).hasSize(2);
    assertThat(darkPixels(image)).isGreaterThan(2_000);
    assertThat(last).hasSize(3);
    assertThat(last.getFirst().x()).isCloseTo(56 / 595f, within(0.001f));
  }

  @Test
  void aWorkbookIsShownByItsTextOrAsItsProgramShowsIt() throws Exception {
    PageSource source =
        source(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            SampleFiles.workbook());

    PageList list = found(pages.list("li.na", source));
    BufferedImage image = SampleFiles.read(found(pages.picture("li.na", source, 1, 480, MARK)));
    List<Place> places = PageMarks.of(found(pages.words("li.na", source, 1)), "补缴明细");

    assertThat(list.sizes()).isNotEmpty();
    assertThat(list.words()).isTrue();
    assertThat(darkPixels(image)).isGreaterThan(20);
    assertThat(places).isNotEmpty();
  }

  @Test
  void whyAPageIsNotShownIsSaid() throws Exception {
    byte[] pdf = SampleFiles.pdf(2);
    PageSource broken = source("application/pdf", Arrays.copyOf(pdf, 200));

    assertThat(pages.picture("li.na", source("application/pdf", pdf), 3, 480, MARK))
        .isEqualTo(new Hidden<>(Hindrance.NO_SUCH_PAGE, "2 pages"));
    assertThat(hindrance(source("application/pdf", SampleFiles.encryptedPdf())))
        .isEqualTo(Hindrance.ENCRYPTED);
    assertThat(hindrance(source("application/pdf", SampleFiles.pdfForAnother())))
        .isEqualTo(Hindrance.ENCRYPTED);
    assertThat(hindrance(broken)).isEqualTo(Hindrance.DAMAGED);
    assertThat(hindrance(source("image/png", "no image".getBytes(UTF_8))))
        .isEqualTo(Hindrance.DAMAGED);
    assertThat(hindrance(source("audio/mpeg", new byte[10]))).isEqualTo(Hindrance.UNSUPPORTED);
    assertThat(
            hindrance(
                new PageSource(
                    version(record(), pdf),
                    Sha256.of(Bytes.of(pdf)),
                    "application/pdf",
                    "a.pdf",
                    1L << 40,
                    () -> new ByteArrayInputStream(pdf))))
        .isEqualTo(Hindrance.TOO_LARGE);
  }

  @Test
  void theMarkDiffersBetweenViewersAndThePageDoesNot() throws Exception {
    PageSource source = source("application/pdf", SampleFiles.pdf(1));

    BufferedImage one = SampleFiles.read(found(pages.picture("a", source, 1, 1_200, MARK)));
    BufferedImage again = SampleFiles.read(found(pages.picture("b", source, 1, 1_200, MARK)));
    BufferedImage other =
        SampleFiles.read(
            found(pages.picture("b", source, 1, 1_200, List.of("wang", "2026-11-21 09:13"))));

    assertThat(different(one, again)).isZero();
    assertThat(different(one, other)).isGreaterThan(20_000);
    assertThat(other.getHeight()).isEqualTo(one.getHeight());
    assertThat(Math.abs(darkPixels(one) - darkPixels(other))).isLessThan(darkPixels(one) / 50);
  }

  @Test
  void aFileIsFetchedOnceForAllItsPagesAndAPageDrawnOnce() throws Exception {
    byte[] pdf = SampleFiles.pdf(5);
    AtomicInteger fetched = new AtomicInteger();
    PageSource source =
        new PageSource(
            version(record(), pdf),
            Sha256.of(Bytes.of(pdf)),
            "application/pdf",
            "a.pdf",
            pdf.length,
            () -> {
              fetched.incrementAndGet();
              return new ByteArrayInputStream(pdf);
            });
    for (int page = 1; page <= 5; page++) {
      found(pages.picture("li.na", source, page, 240, MARK));
    }
    long before = pages.bytes();

    found(pages.picture("wang", source, 5, 200, MARK));

    assertThat(fetched).hasValue(1);
    assertThat(pages.bytes()).isEqualTo(before);
  }

  @Test
  void nothingIsLeftOfARecordThatWasDisposed() throws Exception {
    PageSource kept = source("application/pdf", SampleFiles.pdf(1));
    PageSource disposed = source("application/pdf", SampleFiles.pdf(1));
    found(pages.picture("li.na", kept, 1, 240, MARK));
    found(pages.picture("li.na", disposed, 1, 240, MARK));

    pages.erase(disposed.record());

    assertThat(filesOf(disposed)).isEmpty();
    assertThat(filesOf(kept)).isNotEmpty();
  }

  @Test
  void aPageThatIsDrawnWhileItsRecordIsDisposedIsNotKept() throws Exception {
    byte[] pdf = SampleFiles.pdf(1);
    RecordId record = record();
    PageSource source =
        new PageSource(
            version(record, pdf),
            Sha256.of(Bytes.of(pdf)),
            "application/pdf",
            "a.pdf",
            pdf.length,
            () -> {
              DISPOSED.add(record);
              pages.erase(record);
              return new ByteArrayInputStream(pdf);
            });

    found(pages.picture("li.na", source, 1, 240, MARK));

    assertThat(filesOf(source)).isEmpty();
  }

  @Test
  void whatAKilledPredecessorLeftIsGoneAndNobodyElseMayLook() throws Exception {
    Path own = folder.resolveSibling(folder.getFileName() + "-other");
    Path left = Files.createDirectories(own.resolve("drawn")).resolve("someone");
    Files.writeString(left, "个人信息");
    Path scratch = Files.createDirectories(own.resolve("processes/drawing-7")).resolve("pages.tmp");
    Files.writeString(scratch, "个人信息");

    try (PageImages _ = new PageImages(PageLimits.standard(), own, record -> true, SCANNED)) {
      assertThat(left).doesNotExist();
      assertThat(scratch).doesNotExist();
      for (String each : List.of("", "drawn", "files")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.resolve(each))))
            .isEqualTo("rwx------");
      }
    }
  }

  @Test
  void whatIsSearchedForIsFoundWhereItStandsInWhateverForm() throws Exception {
    PageSource source = source("application/pdf", SampleFiles.pdf(1));

    PageWords words = found(pages.words("li.na", source, 1));
    List<Place> places = PageMarks.of(words, "承诺所述属实");
    List<Place> fullWidth = PageMarks.of(words, "１－７");

    assertThat(places).hasSize(30);
    assertThat(places.getFirst().x()).isCloseTo((72 + 2 * 14) / 595.28f, within(0.005f));
    assertThat(places.getFirst().width()).isCloseTo(6 * 14 / 595.28f, within(0.005f));
    assertThat(places.getFirst().y() + places.getFirst().height())
        .isBetween(82 / 841.89f, 90 / 841.89f);
    assertThat(fullWidth).hasSize(1);
    assertThat(PageMarks.of(words, "没有这句话")).isEmpty();
  }

  @Test
  void officeDocumentsThatTakeLongKeepNoOtherPageWaiting() throws Exception {
    Path own = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-office"));
    Path go = own.resolve("go");
    Path program = own.resolve("soffice");
    Files.writeString(
        program, "#!/bin/sh\nwhile [ ! -e " + go + " ]; do sleep 0.05; done; exit 1\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Office slow = new Office(program, own.resolve("print"), Duration.ofMinutes(1));
    String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    byte[] workbook = SampleFiles.workbook();

    try (PageImages images =
            new PageImages(
                PageLimits.standard(),
                own.resolve("pages"),
                r -> true,
                SCANNED,
                Optional.of(slow));
        ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Shown<PageList>>> waiting = new ArrayList<>();
      for (String viewer : List.of("a", "b", "c")) {
        waiting.add(viewers.submit(() -> images.list(viewer, source(type, workbook))));
      }
      PageSource pdf = source("application/pdf", SampleFiles.pdf(1));
      assertThat(found(images.picture("a", pdf, 1, 240, MARK)).mediaType()).isEqualTo("image/png");
      assertThat(waiting).noneMatch(Future::isDone);

      Files.createFile(go);

      for (Future<Shown<PageList>> each : waiting) {
        assertThat(found(each.get()).sizes()).as("shown by its text").isNotEmpty();
      }
    }
  }

  @Test
  void wordsOfAPictureAreThoseThatWereRecognisedIfAnyWere() throws Exception {
    byte[] picture = SampleFiles.image("png", SampleFiles.corner(100, 50));
    PageSource scan = source("image/png", picture);
    PageSource photo = source("image/png", picture);
    Sha256 digest = Sha256.of(Bytes.of(picture));
    Recognised words =
        new Recognised(
            "证号 46",
            List.of(new Box(0, 2, 0, 0, 32_768, 6_554), new Box(3, 5, 40_000, 0, 50_000, 6_554)));
    KeptScans kept = new KeptScans(digest, Map.of(scan.sha256(), Map.of(1, words)));
    DERIVATIVES.keep(scan.within(), KeptScans.KIND, kept.format().orElseThrow());

    assertThat(found(pages.list("li.na", scan)).words()).isTrue();
    assertThat(PageMarks.of(found(pages.words("li.na", scan, 1)), "號"))
        .singleElement()
        .satisfies(place -> {
          assertThat(place.x()).isCloseTo(0.25f, within(0.001f));
          assertThat(place.width()).isCloseTo(0.25f, within(0.001f));
          assertThat(place.height()).isCloseTo(0.1f, within(0.001f));
        });
    assertThat(found(pages.list("li.na", photo)).words()).isFalse();
    assertThat(found(pages.words("li.na", photo, 1)).text()).isEmpty();
  }

  @Test
  void wordsRecognisedInAnotherVersionOfTheRecordOrDamagedAreNotTaken() throws Exception {
    byte[] picture = SampleFiles.image("png", SampleFiles.corner(100, 50));
    PageSource scan = source("image/png", picture);
    Recognised words = new Recognised("证", List.of(new Box(0, 1, 0, 0, 9, 9)));
    Sha256 other = Sha256.of(Bytes.utf8("another version"));
    KeptScans kept = new KeptScans(other, Map.of(scan.sha256(), Map.of(1, words)));
    DERIVATIVES.keep(scan.within(), KeptScans.KIND, kept.format().orElseThrow());
    DERIVATIVES.keep(scan.within(), KeptScans.KIND, Bytes.utf8("nonsense"));

    assertThat(found(pages.list("li.na", scan)).words()).isFalse();
    assertThat(found(pages.words("li.na", scan, 1)).text()).isEmpty();
  }

  private static PageSource source(String mediaType, byte[] content) {
    return new PageSource(
        version(record(), content),
        Sha256.of(Bytes.of(content)),
        mediaType,
        "a",
        content.length,
        () -> new ByteArrayInputStream(content));
  }

  private static PackageKey version(RecordId record, byte[] content) {
    return PackageKey.of(record, 1, Sha256.of(Bytes.of(content)));
  }

  private static RecordId record() {
    return new RecordId("%026d".formatted(MADE.incrementAndGet()));
  }

  private static <T> T found(Shown<T> shown) {
    assertThat(shown).isInstanceOf(Found.class);
    return ((Found<T>) shown).value();
  }

  private static Hindrance hindrance(PageSource source) throws Exception {
    Shown<MarkedPage> shown = pages.picture("li.na", source, 1, 480, MARK);
    assertThat(shown).isInstanceOf(Hidden.class);
    return ((Hidden<MarkedPage>) shown).hindrance();
  }

  private static List<Path> filesOf(PageSource source) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().contains(source.record().value())).toList();
    }
  }

  private static long darkPixels(BufferedImage image) {
    return count(image, (x, y) -> new Color(image.getRGB(x, y)).getGreen() < 90);
  }

  private static long different(BufferedImage one, BufferedImage other) {
    return count(one, (x, y) -> one.getRGB(x, y) != other.getRGB(x, y));
  }

  private interface Pixel {
    boolean is(int x, int y);
  }

  private static long count(BufferedImage image, Pixel pixel) {
    long count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += pixel.is(x, y) ? 1 : 0;
      }
    }
    return count;
  }

  enum Quarter {
    UPPER_LEFT(true, true),
    UPPER_RIGHT(true, false),
    LOWER_LEFT(false, true),
    LOWER_RIGHT(false, false);

    private final boolean upper;
    private final boolean left;

    Quarter(boolean upper, boolean left) {
      this.upper = upper;
      this.left = left;
    }
  }

  private static Quarter redQuarter(PageSource source) throws Exception {
    BufferedImage image = SampleFiles.read(found(pages.picture("li.na", source, 1, 240, MARK)));
    List<Quarter> red =
        Stream.of(Quarter.values())
            .filter(quarter -> {
              int x = image.getWidth() * (quarter.left ? 1 : 3) / 4;
              int y = image.getHeight() * (quarter.upper ? 1 : 3) / 4;
              return new Color(image.getRGB(x, y)).getBlue() < 120;
            })
            .toList();
    assertThat(red).hasSize(1);
    return red.getFirst();
  }
}
