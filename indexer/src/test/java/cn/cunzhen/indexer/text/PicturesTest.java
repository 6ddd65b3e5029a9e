package cn.cunzhen.indexer.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.indexer.recognition.Recognition;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.sl.usermodel.PictureData;
import org.apache.poi.util.Units;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFPictureData;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
final class PicturesTest {
  private static final Optional<Recognition> INSTALLED = Recognition.installed();
  private static final String LINE = "参保单位补缴本年度社会保险费";
  private static final String OTHER = "现申请办理工伤保险待遇资格确认";

  @TempDir private Path folder;

  private Extraction extract(String name, byte[] content) throws Exception {
    assumeTrue(
        INSTALLED.filter(found -> found.languages().contains("chi_sim")).isPresent(),
        "Tesseract with chi_sim is not installed");
    return extract(INSTALLED, name, content);
  }

  private Extraction extract(Optional<Recognition> recognition, String name, byte[] content)
      throws Exception {
    try (TextExtractor extractor =
        TextExtractor.start(ExtractionLimits.standard(), recognition, folder)) {
      return extractor.extract(new SourceFile(name, () -> new ByteArrayInputStream(content)));
    }
  }

  private static List<Page> pages(Extraction extraction) {
    assertThat(extraction).isInstanceOf(Text.class);
    return ((Text) extraction).pages();
  }

  private static NoText none(Extraction extraction) {
    assertThat(extraction).isInstanceOf(NoText.class);
    return (NoText) extraction;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tiff"})
  void aPictureOfTextIsReadWithoutBlanksBetweenItsCharacters(String format) throws Exception {
    Extraction found = extract("a." + format, Paper.image(format, Paper.letter(LINE)));

    assertThat(pages(found)).singleElement().extracting(Page::number).isEqualTo(1);
    assertThat(pages(found).getFirst().text()).contains(LINE);
    assertThat(((Text) found).truncated()).isFalse();
  }

  @Test
  void everyPageOfATiffKeepsItsNumberAndABlankOneIsLeftOut() throws Exception {
    List<BufferedImage> sheets = List.of(Paper.letter(LINE), Paper.sheet(), Paper.letter(OTHER));

    List<Page> found = pages(extract("a.tif", Paper.tiff(sheets)));

    assertThat(found).extracting(Page::number).containsExactly(1, 3);
    assertThat(found.getFirst().text()).contains(LINE);
    assertThat(found.getLast().text()).contains(OTHER);
  }

  @Test
  void ofAPdfThosePagesAreRecognisedThatHaveNoText() throws Exception {
    String typed = "This page has been typed and needs no recognition.";

    List<Page> found =
        pages(extract("a.pdf", Paper.pdf(Paper.letter(LINE), typed, Paper.letter(OTHER))));

    assertThat(found).extracting(Page::number).containsExactly(1, 2, 3);
    assertThat(found.get(0).text()).contains(LINE);
    assertThat(found.get(1).text()).isEqualTo(typed);
    assertThat(found.get(2).text()).contains(OTHER);
  }

  @Test
  void anOfdPageThatIsAScanIsRecognised() throws Exception {
    List<Page> found = pages(extract("a.ofd", ofd(Paper.image("png", Paper.letter(LINE)))));

    assertThat(found).singleElement().extracting(Page::number).isEqualTo(2);
    assertThat(found.getFirst().text()).contains(LINE);
  }

  @Test
  void aMailSaysWhatItsAttachmentsSay() throws Exception {
    byte[] scan = Paper.pdf(Paper.letter(LINE));
    byte[] photo = Paper.image("jpg", Paper.letter(OTHER));
    byte[] note = "附件是国标编码的文字，海口市社会保险事业局。".getBytes(Charset.forName("GB18030"));

    Extraction found =
        extract("a.eml", mail("scan.pdf", scan, "photo.jpg", photo, "note.txt", note));

    assertThat(pages(found)).singleElement().extracting(Page::number).isEqualTo(1);
    assertThat(pages(found).getFirst().text())
        .contains("正文在此", LINE, OTHER, "附件是国标编码的文字，海口市社会保险事业局。");
  }

  @Test
  void aDocumentSaysWhatThePicturesInItShow() throws Exception {
    ByteArrayOutputStream docx = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("证明材料如下");
      document
          .createParagraph()
          .createRun()
          .addPicture(
              new ByteArrayInputStream(Paper.image("jpg", Paper.letter(LINE))),
              PictureType.JPEG,
              "scan.jpg",
              Units.toEMU(400),
              Units.toEMU(560));
      document.write(docx);
    }

    Extraction found = extract("a.docx", docx.toByteArray());

    assertThat(pages(found)).singleElement().extracting(Page::number).isEqualTo(1);
    assertThat(pages(found).getFirst().text()).contains("证明材料如下", LINE);
  }

  @Test
  void whatAPictureInSlidesShowsStandsOnNoSlideInParticular() throws Exception {
    ByteArrayOutputStream pptx = new ByteArrayOutputStream();
    try (XMLSlideShow show = new XMLSlideShow()) {
      XSLFPictureData picture =
          show.addPicture(Paper.image("png", Paper.letter(LINE)), PictureData.PictureType.PNG);
      show.createSlide().createPicture(picture);
      show.createSlide().createTextBox().setText("第二张幻灯片");
      show.write(pptx);
    }

    List<Page> found = pages(extract("a.pptx", pptx.toByteArray()));

    assertThat(found).extracting(Page::number).containsExactly(2, Page.NOWHERE);
    assertThat(found.getFirst().text()).isEqualTo("第二张幻灯片");
    assertThat(found.getLast().text()).contains(LINE);
  }

  @Test
  void withoutRecognitionTheReasonSaysSoAndTextIsReadAllTheSame() throws Exception {
    byte[] picture = Paper.image("png", Paper.letter(LINE));
    byte[] scan = Paper.pdf(Paper.letter(LINE));

    assertThat(none(extract(Optional.empty(), "a.png", picture)).reason())
        .isEqualTo(Reason.UNRECOGNISED);
    assertThat(none(extract(Optional.empty(), "a.pdf", scan)).reason())
        .isEqualTo(Reason.UNRECOGNISED);
    assertThat(pages(extract(Optional.empty(), "a.eml", mail("a.png", picture))).getFirst().text())
        .contains("正文在此");
  }

  @Test
  void aPictureWithoutTextIsEmpty() throws Exception {
    assertThat(none(extract("a.png", Paper.image("png", Paper.sheet()))).reason())
        .isEqualTo(Reason.EMPTY);
  }

  @Test
  void aPictureOfHostileSizeIsRefusedBeforeItIsDecoded() throws Exception {
    byte[] picture = Paper.image("png", Paper.letter(LINE));
    ByteBuffer header = ByteBuffer.wrap(picture);
    header.putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(picture, 12, 17);
    header.putInt(29, (int) crc.getValue());

    assertThat(none(extract("a.png", picture)).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aDamagedPictureIsCalledDamaged() throws Exception {
    byte[] picture = Paper.image("png", Paper.letter(LINE));
    byte[] half = Arrays.copyOf(picture, picture.length / 2);

    assertThat(none(extract("a.png", half)).reason()).isEqualTo(Reason.DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"while :; do :; done", "sleep 1000", "sleep 1000 & sleep 1000"})
  void recognitionThatDoesNotEndCostsThatOnePicture(String script) throws Exception {
    Recognition endless = program("echo $$ >> '" + started() + "'; " + script);

    Extraction found =
        extract(
            endless,
            ExtractionLimits.standard().withTimes(Duration.ofSeconds(4), Duration.ofMinutes(1)),
            Paper.pdf("This page has been typed and needs no recognition.", Paper.letter(LINE)));

    assertThat(pages(found)).singleElement().extracting(Page::number).isEqualTo(1);
    assertThat(((Text) found).truncated()).isTrue();
    awaitEnds();
  }

  @Test
  void recognitionEndsWithTheExtractor() throws Exception {
    Recognition endless = program("echo $$ >> '" + started() + "'; sleep 1000");
    byte[] picture = Paper.image("png", Paper.letter(LINE));
    TextExtractor extractor =
        TextExtractor.start(ExtractionLimits.standard(), Optional.of(endless), folder);
    try (ExecutorService callers = Executors.newSingleThreadExecutor()) {
      SourceFile file = new SourceFile("a.png", () -> new ByteArrayInputStream(picture));
      Future<Extraction> underWay = callers.submit(() -> extractor.extract(file));
      awaitStart();

      extractor.close();

      assertThatThrownBy(underWay::get).hasCauseInstanceOf(IOException.class);
      awaitEnds();
    }
  }

  @Test
  void recognitionEndsWithTheProcessThatStartedIt() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
    Recognition endless = program("echo $$ >> '" + started() + "'; sleep 1000");
    byte[] picture = Paper.image("png", Paper.letter(LINE));
    TextExtractor extractor =
        TextExtractor.start(ExtractionLimits.standard(), Optional.of(endless), folder);
    try (ExecutorService callers = Executors.newSingleThreadExecutor()) {
      SourceFile file = new SourceFile("a.png", () -> new ByteArrayInputStream(picture));
      Future<Extraction> underWay = callers.submit(() -> extractor.extract(file));
      awaitStart();
      ProcessHandle recognition = processes().getFirst();

      recognition.parent().orElseThrow().destroyForcibly();

      assertThat(recognition.onExit()).succeedsWithin(Duration.ofSeconds(20));
      extractor.close();
      assertThatThrownBy(underWay::get).hasCauseInstanceOf(IOException.class);
    }
  }

  private Extraction extract(Recognition recognition, ExtractionLimits limits, byte[] pdf)
      throws Exception {
    try (TextExtractor extractor = TextExtractor.start(limits, Optional.of(recognition), folder)) {
      return extractor.extract(new SourceFile("a.pdf", () -> new ByteArrayInputStream(pdf)));
    }
  }

  /** A program that does as the script says, whatever it is asked. */
  private Recognition program(String script) throws IOException {
    Path program = folder.resolve("recognise");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return new Recognition(program, List.of("chi_sim"));
  }

  private Path started() {
    return folder.resolve("started");
  }

  private List<ProcessHandle> processes() throws IOException {
    return Files.readAllLines(started()).stream()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  private void awaitStart() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Files.exists(started()) || processes().isEmpty()) {
      assertThat(System.nanoTime()).as("started in time").isLessThan(end);
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private void awaitEnds() throws Exception {
    for (ProcessHandle process : processes()) {
      assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  private static byte[] mail(Object... namesAndContents) {
    StringBuilder mail =
        new StringBuilder(
            """
            From: a@example.org
            To: b@example.org
            Subject: test
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=XX

            --XX
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 8bit

            正文在此
            """);
    for (int i = 0; i < namesAndContents.length; i += 2) {
      mail.append("--XX\nContent-Type: application/octet-stream\n")
          .append("Content-Disposition: attachment; filename=\"")
          .append(namesAndContents[i])
          .append("\"\nContent-Transfer-Encoding: base64\n\n")
          .append(Base64.getMimeEncoder().encodeToString((byte[]) namesAndContents[i + 1]))
          .append('\n');
    }
    return mail.append("--XX--\n").toString().getBytes(UTF_8);
  }

  /** Two pages: one without anything, one with an image. */
  private static byte[] ofd(byte[] image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(
          zip,
          "OFD.xml",
          "<OFD DocType='OFD'><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>");
      put(
          zip,
          "Doc_0/Document.xml",
          "<Document><CommonData><DocumentRes>DocumentRes.xml</DocumentRes></CommonData><Pages>"
              + "<Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/>"
              + "<Page ID='2' BaseLoc='Pages/Page_1/Content.xml'/></Pages></Document>");
      put(
          zip,
          "Doc_0/DocumentRes.xml",
          "<Res BaseLoc='Res'><MultiMedias><MultiMedia ID='7' Type='Image'>"
              + "<MediaFile>scan.png</MediaFile></MultiMedia></MultiMedias></Res>");
      put(zip, "Doc_0/Pages/Page_0/Content.xml", "<Page><Content/></Page>");
      put(
          zip,
          "Doc_0/Pages/Page_1/Content.xml",
          "<Page><Content><Layer><ImageObject ID='9' ResourceID='7'/></Layer></Content></Page>");
      zip.putNextEntry(new ZipEntry("Doc_0/Res/scan.png"));
      zip.write(image);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(("<?xml version='1.0' encoding='UTF-8'?>" + xml).getBytes(UTF_8));
  }
}
