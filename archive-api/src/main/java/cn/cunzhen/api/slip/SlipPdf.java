package cn.cunzhen.api.slip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Draws a slip as a PDF of A4 pages, in black, for any printer. */
public final class SlipPdf {
  private static final float LEFT = 56;
  private static final float RIGHT = 539;
  private static final float TOP = 786;
  private static final float BOTTOM = 60;
  private static final float QR = 104;
  private static final float NAMES = 84;
  private static final float PLAIN = 10.5f;
  private static final float SMALL = 8;
  private static final float LEADING = 1.55f;

  /** Shares of a table's width; the last column has what is left. */
  private static final float[] COLUMNS = {0.07f, 0.42f, 0.13f, 0.38f};

  private final Lettering lettering = Lettering.shared();
  private final PDDocument document;
  private final PDFont font;
  private final List<PDPageContentStream> pages = new ArrayList<>();
  private PDPageContentStream page;
  private float y = TOP;

  private SlipPdf(PDDocument document, String characters) throws IOException {
    this.document = document;
    this.font = lettering.in(document, characters);
    this.page = turn();
  }

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
    SlipPdf pdf = new SlipPdf(document, characters(slip));
    pdf.draw(slip);
    for (PDPageContentStream each : pdf.pages) {
      each.close();
    }
  }

  private static String characters(Slip slip) {
    Stream<String> lines =
        slip.lines().stream().flatMap(line -> Stream.of(line.name(), line.value()));
    Stream<String> rest =
        Stream.of(
                List.of(slip.issuer(), slip.title(), slip.tableTitle(), "[]U+0123456789ABCDEF "),
                slip.headings(),
                slip.notes(),
                slip.table().stream().flatMap(List::stream).toList())
            .flatMap(List::stream);
    return Lettering.shared().drawable(String.join("", Stream.concat(lines, rest).toList()));
  }

  private PDPageContentStream turn() throws IOException {
    PDPage sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    page = new PDPageContentStream(document, sheet);
    pages.add(page);
    y = TOP;
    return page;
  }

  private void draw(Slip slip) throws IOException {
    drawCode(QrCode.of(slip.code()));
    y -= 20;
    text(LEFT, y, 11, slip.issuer());
    y -= 34;
    text(LEFT, y, 20, slip.title());
    y = TOP - QR - 14;
    rule();
    for (Slip.Line line : slip.lines()) {
      drawLine(line);
    }
    rule();
    if (!slip.table().isEmpty()) {
      drawTable(slip);
    }
    for (String note : slip.notes()) {
      paragraph(LEFT, RIGHT - LEFT, 9, note);
    }
  }

  private void drawCode(QrCode code) throws IOException {
    float module = QR / code.size();
    for (int row = 0; row < code.size(); row++) {
      for (int column = 0; column < code.size(); column++) {
        if (code.isDark(column, row)) {
          page.addRect(RIGHT - QR + column * module, TOP + 20 - (row + 1) * module, module, module);
        }
      }
    }
    page.fill();
  }

  private void drawLine(Slip.Line line) throws IOException {
    List<String> wrapped = wrap(line.value(), PLAIN, RIGHT - LEFT - NAMES);
    makeRoom(wrapped.size() * PLAIN * LEADING);
    float first = y;
    for (String each : wrapped) {
      y -= PLAIN * LEADING;
      text(LEFT + NAMES, y, PLAIN, each);
    }
    text(LEFT, first - PLAIN * LEADING, PLAIN, line.name());
  }

  private void drawTable(Slip slip) throws IOException {
    y -= 6;
    paragraph(LEFT, RIGHT - LEFT, PLAIN, slip.tableTitle());
    drawRow(slip.headings());
    rule();
    for (List<String> row : slip.table()) {
      drawRow(row);
    }
    rule();
  }

  private void drawRow(List<String> row) throws IOException {
    List<List<String>> cells = new ArrayList<>();
    int lines = 1;
    for (int i = 0; i < row.size(); i++) {
      cells.add(wrap(row.get(i), SMALL, width(i) - 6));
      lines = Math.max(lines, cells.getLast().size());
    }
    makeRoom(lines * SMALL * LEADING);
    float x = LEFT;
    for (int i = 0; i < row.size(); i++) {
      float line = y;
      for (String each : cells.get(i)) {
        line -= SMALL * LEADING;
        text(x, line, SMALL, each);
      }
      x += width(i);
    }
    y -= lines * SMALL * LEADING;
  }

  private static float width(int column) {
    return COLUMNS[column] * (RIGHT - LEFT);
  }

  private void paragraph(float x, float width, float size, String text) throws IOException {
    for (String each : wrap(text, size, width)) {
      makeRoom(size * LEADING);
      y -= size * LEADING;
      text(x, y, size, each);
    }
  }

  private void makeRoom(float height) throws IOException {
    if (y - height < BOTTOM) {
      turn();
    }
  }

  private void rule() throws IOException {
    makeRoom(8);
    y -= 5;
    page.setLineWidth(0.6f);
    page.moveTo(LEFT, y);
    page.lineTo(RIGHT, y);
    page.stroke();
    y -= 3;
  }

  private void text(float x, float baseLine, float size, String text) throws IOException {
    page.beginText();
    page.setFont(font, size);
    page.newLineAtOffset(x, baseLine);
    page.showText(lettering.drawable(text));
    page.endText();
  }

  /** Broken wherever a line is full: Chinese has no blanks to break at. */
  private List<String> wrap(String text, float size, float width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    double left = width;
    for (int character : lettering.drawable(text).codePoints().toArray()) {
      String each = Character.toString(character);
      double taken = lettering.width(each, size);
      if (taken > left && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
        left = width;
      }
      line.append(each);
      left -= taken;
    }
    lines.add(line.toString());
    return lines;
  }
}
