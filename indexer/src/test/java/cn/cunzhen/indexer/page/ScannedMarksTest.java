package cn.cunzhen.indexer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.page.PageWords.Place;
import cn.cunzhen.indexer.recognition.Orientation;
import cn.cunzhen.indexer.recognition.Recognition;
import cn.cunzhen.indexer.text.Extracted;
import cn.cunzhen.indexer.text.ExtractionLimits;
import cn.cunzhen.indexer.text.KeptScans;
import cn.cunzhen.indexer.text.Paper;
import cn.cunzhen.indexer.text.SourceFile;
import cn.cunzhen.indexer.text.TextExtractor;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.memory.MemoryStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words searched for are marked where they stand on a scan, whichever way it was laid. */
@Timeout(300)
final class ScannedMarksTest {
  private static final String LINE = "参保单位补缴本年度社会保险费";
  private static final float LETTER = 28;

  /** Of the letter's sheet: its line begins here, and so do its characters one by one. */
  private static final float LEFT = 120;

  private static final float BASE = 120 + 2 * 2 * LETTER;
  private static final float NUMBER_BASE = 120 + 4 * 2 * LETTER;
  private static final float WIDE = 1_240;
  private static final float HIGH = 1_754;

  @TempDir private static Path folder;
  private static TextExtractor extractor;
  private final Derivatives derivatives =
      new Derivatives(new MemoryStore(Clock.systemUTC()).objects(), record -> false);

  @BeforeAll
  static void start() throws IOException {
    Optional<Recognition> installed = Recognition.installed();
    assumeTrue(
        installed.filter(found -> found.languages().contains("chi_sim")).isPresent(),
        "Tesseract with chi_sim is not installed");
    extractor = TextExtractor.start(ExtractionLimits.standard(), installed, folder);
  }

  @AfterAll
  static void stop() {
    if (extractor != null) {
      extractor.close();
    }
  }

  /** The words of a page, through all that is between recognising and showing them. */
  private PageWords words(String name, byte[] content, int page) throws Exception {
    Sha256 digest = Sha256.of(Bytes.of(content));
    Extracted read = extractor.read(new SourceFile(name, () -> Bytes.of(content).stream()));
    KeptScans scans = new KeptScans(digest, Map.of(digest, read.scans()));
    PackageKey within = PackageKey.of(new RecordId("0".repeat(26)), 1, digest);
    derivatives.keep(within, KeptScans.KIND, scans.format().orElseThrow());
    PageSource source =
        new PageSource(
            within, digest, "image/png", name, content.length, () -> Bytes.of(content).stream());
    return new ScannedWords(derivatives).words(source, page);
  }

  private static void assertMarked(PageWords words) {
    assertMark(words, "补缴本年度", LEFT + 4 * LETTER, 5 * LETTER, BASE);
    assertMark(words, "险费", LEFT + 12 * LETTER, 2 * LETTER, BASE);
    assertMark(words, "補繳本", LEFT + 4 * LETTER, 3 * LETTER, BASE);
    List<Place> number = PageMarks.of(words, "460100199003074518");
    assertThat(number).hasSize(1);
    assertThat(number.getFirst().x() * WIDE).isCloseTo(LEFT + 4 * LETTER, within(LETTER));
    assertThat((number.getFirst().y() + number.getFirst().height()) * HIGH)
        .isCloseTo(NUMBER_BASE, within(LETTER / 2));
    assertThat(PageMarks.of(words, "没有这句话")).isEmpty();
  }

  private static void assertMark(
      PageWords words, String what, float left, float width, float base) {
    assertThat(PageMarks.of(words, what))
        .as("%s in %s", what, words.text())
        .singleElement()
        .satisfies(place -> {
          assertThat(place.x() * WIDE).isCloseTo(left, within(LETTER * 2 / 3));
          assertThat(place.width() * WIDE).isCloseTo(width, within(LETTER));
          assertThat((place.y() + place.height()) * HIGH).isCloseTo(base, within(LETTER / 2));
          assertThat(place.height() * HIGH).isBetween(LETTER * 2 / 3, LETTER * 3 / 2);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "1, UPRIGHT",
    "2, MIRRORED",
    "3, UPSIDE_DOWN",
    "4, UPSIDE_DOWN_MIRRORED",
    "5, LEFT_MIRRORED",
    "6, RIGHT",
    "7, RIGHT_MIRRORED",
    "8, LEFT"
  })
  void onAPictureHoweverItWasHeld(int held, Orientation laid) throws Exception {
    BufferedImage image = laid.applyTo(Paper.letter(LINE));

    assertMarked(words("a.jpg", SampleFiles.jpeg(image, held), 1));
  }

  @Test
  void onEachPageOfATiff() throws Exception {
    byte[] tiff = Paper.tiff(List.of(Paper.letter("现申请办理工伤保险待遇资格确认"), Paper.letter(LINE)));

    assertMarked(words("a.tif", tiff, 2));
    assertThat(PageMarks.of(words("a.tif", tiff, 1), "补缴本年度")).isEmpty();
    assertThat(words("a.tif", tiff, 3).text()).isEmpty();
  }

  @Test
  void onAPageOfAScannedPdfAlsoWhereThePdfTurnsIt() throws Exception {
    byte[] upright =
        Paper.pdf("This page has been typed and needs no recognition.", Paper.letter(LINE));

    assertMarked(words("a.pdf", upright, 2));
    assertMarked(words("a.pdf", turned(), 1));
    assertThat(words("a.pdf", upright, 1).text()).isEmpty();
  }

  /** The sheet lies on its side, and the page says that it is to be turned. */
  private static byte[] turned() throws IOException {
    float wide = PDRectangle.A4.getHeight();
    float high = PDRectangle.A4.getWidth();
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(wide, high));
      page.setRotation(90);
      document.addPage(page);
      BufferedImage lying = Orientation.RIGHT.applyTo(Paper.letter(LINE));
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawImage(LosslessFactory.createFromImage(document, lying), 0, 0, wide, high);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }
}
