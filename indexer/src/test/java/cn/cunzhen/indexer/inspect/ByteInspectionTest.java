package cn.cunzhen.indexer.inspect;

import static cn.cunzhen.core.intake.FileInspection.Finding.EMPTY;
import static cn.cunzhen.core.intake.FileInspection.Finding.MALWARE;
import static cn.cunzhen.core.intake.FileInspection.Finding.NAME_DISAGREES;
import static cn.cunzhen.core.intake.FileInspection.Finding.NOT_DETERMINED;
import static cn.cunzhen.core.intake.FileInspection.Finding.OVERSIZE_IMAGE;
import static cn.cunzhen.indexer.inspect.Inspecting.findings;
import static cn.cunzhen.indexer.inspect.Inspecting.inspect;
import static cn.cunzhen.indexer.inspect.Inspecting.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.intake.FileInspection.Inspection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ByteInspectionTest {
  private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

  @Test
  void aFileWithoutBytesIsEmpty() throws IOException {
    assertThat(findings("空白.pdf", new byte[0])).containsExactly(EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "25504446 2d312e370a25, application/pdf",
    "89504e47 0d0a1a0a00, image/png",
    "ffd8ffe0 0010, image/jpeg",
    "49492a00 08000000, image/tiff",
    "424d3604 00000000000036000000280000000100, image/bmp",
    "d0cf11e0 a1b11ae1, application/x-ole-storage",
    "7b5c7274 66310a, application/rtf",
    "377abcaf 271c0004, application/x-7z-compressed",
    "52617221 1a0700cf, application/vnd.rar",
    "1f8b0800 00, application/gzip",
    "00010203 04050607, application/octet-stream",
  })
  void aFileIsKnownByHowItBegins(String hex, String mediaType) throws IOException {
    byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThat(inspect("x", content).mediaType()).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @CsvSource({
    "OFD.xml Doc_0/Document.xml, application/ofd",
    "[Content_Types].xml word/document.xml, " + OOXML + "wordprocessingml.document",
    "[Content_Types].xml xl/workbook.xml, " + OOXML + "spreadsheetml.sheet",
    "[Content_Types].xml ppt/presentation.xml, " + OOXML + "presentationml.presentation",
    "附件/说明.txt, application/zip",
  })
  void whatIsBuiltOnZipIsKnownByItsDirectory(String names, String mediaType) throws IOException {
    byte[] content = Zip.of(names.split(" ", -1)).bytes();

    assertThat(inspect("x", content)).isEqualTo(new Inspection(mediaType, List.of()));
  }

  @Test
  void openDocumentNamesItself() throws IOException {
    String type = "application/vnd.oasis.opendocument.text";
    byte[] content = Zip.zip().stored("mimetype", utf8(type)).with("content.xml", "<a/>").bytes();

    assertThat(inspect("a.odt", content)).isEqualTo(new Inspection(type, List.of()));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"})
  void chineseTextIsTextInEveryUsualEncoding(String charset) throws IOException {
    byte[] content = "參保單位補繳本年度社保費，共3人。\n經辦機構：海口\n".getBytes(Charset.forName(charset));

    assertThat(inspect("说明.txt", content)).isEqualTo(new Inspection("text/plain", List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv, '姓名,金额\n王小明,12\n', text/csv",
    "a.json, '{}', application/json",
    "a.md, '# 条例', text/markdown",
    "a, '<!DOCTYPE html><p>', text/html",
    "a, '<?xml version=\"1.0\"?><!-- - --><a/>', application/xml",
    "a, '<svg xmlns=\"http://www.w3.org/2000/svg\"/>', image/svg+xml",
    "a, 'From: a@b.cn\nSubject: 补缴\n\n正文', message/rfc822",
  })
  void plainKindsAreToldApart(String name, String content, String mediaType) throws IOException {
    assertThat(inspect(name, utf8(content))).isEqualTo(new Inspection(mediaType, List.of()));
  }

  @Test
  void whateverStandsBeforeTheFirstElementIsPassed() throws IOException {
    String comments = "<!-- > -->\n".repeat(4_000) + "<!--" + "-".repeat(10_000) + "-->";
    String type = "<!DOCTYPE a [<!ELEMENT a (#PCDATA)>]>";

    assertThat(inspect("a", utf8("<?xml version='1.0'?>" + comments + type + "<a/>")).mediaType())
        .isEqualTo("application/xml");
    assertThat(inspect("a", utf8(comments + "<HTML>")).mediaType()).isEqualTo("text/html");
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg, true",
    "a.pdf, false",
    "A.PDF, false",
    "a.docx, true",
    "a.unknown, false",
    "pdf, false"
  })
  void aNameThatSaysAnotherFormatDisagrees(String name, boolean disagrees) throws IOException {
    byte[] pdf = utf8("%PDF-1.7\nstartxref\n0\n%%EOF");

    assertThat(findings(name, pdf).contains(NAME_DISAGREES)).isEqualTo(disagrees);
  }

  @Test
  void officeOfOtherMakersMayUseItsOwnExtensions() throws IOException {
    byte[] workbook = Zip.of("[Content_Types].xml", "xl/workbook.xml").bytes();

    assertThat(findings("名册.et", workbook)).isEmpty();
  }

  @Test
  void theTestVirusIsMalware() throws IOException {
    String virus =
        "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-".concat("STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    assertThat(findings("a.txt", utf8(virus))).contains(MALWARE);
    assertThat(findings("a.zip", Zip.zip().stored("a.com", utf8(virus)).bytes())).contains(MALWARE);
    assertThat(findings("a.txt", utf8(virus.substring(1)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"20000, 20000, true", "4960, 7016, false"})
  void anImageOfTooManyPixelsIsOversize(int width, int height, boolean oversize)
      throws IOException {
    assertThat(findings("a.png", Pictures.png(width, height)).contains(OVERSIZE_IMAGE))
        .isEqualTo(oversize);
    assertThat(findings("a.tif", Pictures.tiff(width, height)).contains(OVERSIZE_IMAGE))
        .isEqualTo(oversize);
    assertThat(findings("a.jpg", Pictures.jpeg(width, height)).contains(OVERSIZE_IMAGE))
        .isEqualTo(oversize);
  }

  @Test
  void whatIsTooMuchToReadIsNotDetermined() throws IOException {
    InspectionLimits limits = new InspectionLimits(1 << 17, 1 << 12, 10, 1 << 20, 100);
    byte[] content = new byte[1 << 20];
    System.arraycopy(utf8("%PDF-1.4 "), 0, content, 0, 9);
    MemoryView view = new MemoryView(content);

    Inspection found = new ByteInspection(limits).inspect("a.pdf", view);

    assertThat(found.mediaType()).isEqualTo("application/pdf");
    assertThat(found.findings()).contains(NOT_DETERMINED);
    assertThat(view.read()).isLessThanOrEqualTo(limits.scanned());
  }

  @Test
  void officeFilesOfEveryDayHaveNothingRemarkable() throws IOException {
    ByteArrayOutputStream docx = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("告知承诺书");
      document.write(docx);
    }
    ByteArrayOutputStream xls = new ByteArrayOutputStream();
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      workbook.createSheet("名册").createRow(0).createCell(0).setCellValue("王小明");
      workbook.write(xls);
    }

    assertThat(findings("告知承诺书.docx", docx.toByteArray())).isEmpty();
    assertThat(findings("名册.xls", xls.toByteArray())).isEmpty();
  }
}
