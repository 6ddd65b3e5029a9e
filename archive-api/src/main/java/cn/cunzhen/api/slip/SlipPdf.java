package cn.cunzhen.api.slip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Draws a slip as a PDF of A4 pages, in black, for any printer. */
public final class SlipPdf {
  private static final float QR = 104;

  /** Shares of a table's width. */
  private static final List<Float> COLUMNS = List.of(0.07f, 0.42f, 0.13f, 0.38f);

  private SlipPdf() {}

  /**
   * The PDF of a slip.
   *
   * @param at when it was made
   */
  public static byte[] write(Slip slip, Instant at) {
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle(slip.title());
      document
          .getDocumentInformation()
          .setCreationDate(GregorianCalendar.from(at.atZone(ZoneId.of("Asia/Shanghai"))));
      draw(slip, document);
      ByteArrayOutputStream file = new ByteArrayOutputStream(1 << 15);
      document.save(file);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a PDF in memory", e);
    }
  }

  /** Draws a slip on pages at the end of a document. */
  public static void draw(Slip slip, PDDocument document) throws IOException {
    try (Sheets sheets = new Sheets(document, characters(slip))) {
      drawCode(QrCode.of(slip.code()), sheets.page());
      sheets.skip(20);
      sheets.title(11, slip.issuer());
      sheets.skip(34);
      sheets.title(20, slip.title());
      sheets.moveTo(Sheets.TOP - QR - 14);
      sheets.rule();
      for (Slip.Line line : slip.lines()) {
        sheets.line(line);
      }
      sheets.rule();
      if (!slip.table().isEmpty()) {
        sheets.skip(6);
        sheets.paragraph(slip.tableTitle());
        sheets.table(COLUMNS, slip.headings(), slip.table());
      }
      for (String note : slip.notes()) {
        sheets.paragraph(9, note);
      }
    }
  }

  private static String characters(Slip slip) {
    Stream<String> lines =
        slip.lines().stream().flatMap(line -> Stream.of(line.name(), line.value()));
    Stream<String> rest =
        Stream.of(
                List.of(slip.issuer(), slip.title(), slip.tableTitle()),
                slip.headings(),
                slip.notes(),
                slip.table().stream().flatMap(List::stream).toList())
            .flatMap(List::stream);
    return String.join("", Stream.concat(lines, rest).toList());
  }

  private static void drawCode(QrCode code, PDPageContentStream page) throws IOException {
    float module = QR / code.size();
    float left = Sheets.RIGHT - QR;
    for (int row = 0; row < code.size(); row++) {
      for (int column = 0; column < code.size(); column++) {
        if (code.isDark(column, row)) {
          page.addRect(
              left + column * module, Sheets.TOP + 20 - (row + 1) * module, module, module);
        }
      }
    }
    page.fill();
  }
}
