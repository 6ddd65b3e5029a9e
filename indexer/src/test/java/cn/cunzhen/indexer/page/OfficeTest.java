package cn.cunzhen.indexer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class OfficeTest {
  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  @TempDir private Path folder;

  @Test
  void aWorkbookBecomesAPdfWhereLibreOfficeIsInstalled() throws Exception {
    Office office = office();
    Path file = Files.write(folder.resolve("file"), SampleFiles.workbook());
    Path pdf = folder.resolve("made.pdf");

    boolean well = office.convert(file, WORKBOOK, pdf);

    assertThat(well).isTrue();
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      assertThat(new PDFTextStripper().getText(document)).contains("补缴明细表");
    }
    try (Stream<Path> left = Files.list(folder.resolve("office"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatIsNoDocumentBecomesNothingWhereLibreOfficeIsInstalled() throws Exception {
    Office office = office();
    Path file = Files.write(folder.resolve("file"), "PK no workbook".getBytes(UTF_8));
    Path pdf = folder.resolve("made.pdf");

    boolean well = office.convert(file, WORKBOOK, pdf);

    assertThat(well).isEqualTo(Files.exists(pdf));
  }

  private Office office() {
    Optional<Office> found = Office.find(folder.resolve("office"));
    assumeTrue(found.isPresent(), "LibreOffice is not installed");
    return found.orElseThrow();
  }
}
