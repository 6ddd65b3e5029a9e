package cn.cunzhen.api.slip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Sheets of A4 at the end of a document, written on from the top down in one font; where one is
 * full the next begins. Not safe for use by several threads.
 */
public final class Sheets implements AutoCloseable {
  static final float LEFT = 56;
  static final float RIGHT = 539;
  static final float TOP = 786;
  private static final float BOTTOM = 60;
  private static final float FOOT = 32;
  private static final float NAMES = 84;
  private static final float PLAIN = 10.5f;
  private static final float SMALL = 8;
  private static final float SMALLEST = 7;
  private static final float LEADING = 1.55f;
  private static final float GUTTER = 6;
  private static final float BETWEEN = 1.5f;

  /** Rows that are not higher than this stand on one sheet. */
  private static final float WHOLE = 200;

  private final Lettering lettering = Lettering.shared();
  private final PDDocument document;
  private final PDFont font;
  private final List<PDPageContentStream> pages = new ArrayList<>();
  private PDPageContentStream page;
  private float y = TOP;

  /**
   * @param characters every one that will be written, and more as may be
   */
  public Sheets(PDDocument document, String characters) throws IOException {
    this.document = document;
    this.font = lettering.in(document, lettering.drawable(characters) + "[]U+0123456789ABCDEF /·");
    this.page = turn();
  }

  private PDPageContentStream turn() throws IOException {
    PDPage sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    page = new PDPageContentStream(document, sheet);
    pages.add(page);
    y = TOP;
    return page;
  }

  /** Leaves room, or takes it back. */
  public void skip(float height) {
    y -= height;
  }

  /** The sheet that is being written on. */
  PDPageContentStream page() {
    return page;
  }

  void moveTo(float height) {
    y = height;
  }

  /** A line that stands for itself. */
  public void title(float size, String text) throws IOException {
    text(LEFT, size, text);
  }

  /** What begins a part of the text; something of that part stands on the same sheet. */
  public void heading(String text) throws IOException {
    makeRoom(70);
    y -= 28;
    text(LEFT, 12.5f, text);
    rule();
  }

  /** A thin line from side to side. */
  public void rule() throws IOException {
    makeRoom(8);
    y -= 5;
    page.setLineWidth(0.6f);
    page.moveTo(LEFT, y);
    page.lineTo(RIGHT, y);
    page.stroke();
    y -= 3;
  }

  /** Something said by its name. */
  public void line(Slip.Line line) throws IOException {
    List<List<String>> cells =
        List.of(
            wrap(line.name(), PLAIN, NAMES - GUTTER),
            wrap(line.value(), PLAIN, RIGHT - LEFT - NAMES));
    draw(cells, PLAIN, new float[] {0, NAMES}, List.of());
  }

  public void paragraph(float size, String text) throws IOException {
    for (String each : wrap(text, size, RIGHT - LEFT)) {
      makeRoom(size * LEADING);
      y -= size * LEADING;
      text(LEFT, size, each);
    }
  }

  /** A paragraph in the size of what is said by its name. */
  public void paragraph(String text) throws IOException {
    paragraph(PLAIN, text);
  }

  /**
   * A table; its headings stand again on every sheet that it reaches.
   *
   * @param shares of the width, one for each column
   */
  public void table(List<Float> shares, List<String> headings, List<List<String>> rows)
      throws IOException {
    float[] offsets = new float[shares.size()];
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = offsets[i - 1] + shares.get(i - 1) * (RIGHT - LEFT);
    }
    List<List<String>> head = wrapped(headings, shares);
    draw(head, SMALL, offsets, List.of());
    rule();
    for (List<String> row : rows) {
      draw(wrapped(row, shares), SMALL, offsets, head);
      y -= BETWEEN;
    }
    rule();
  }

  private List<List<String>> wrapped(List<String> cells, List<Float> shares) {
    List<List<String>> wrapped = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      wrapped.add(wrap(cells.get(i), SMALL, shares.get(i) * (RIGHT - LEFT) - GUTTER));
    }
    return wrapped;
  }

  /**
   * Draws a row: cell by cell, as it is read, and only where it is higher than any sheet should
   * leave empty, line by line.
   *
   * @param again what stands again at the top of another sheet
   */
  private void draw(List<List<String>> cells, float size, float[] offsets, List<List<String>> again)
      throws IOException {
    int lines = cells.stream().mapToInt(List::size).max().orElse(0);
    int atOnce = lines * size * LEADING <= WHOLE ? lines : 1;
    for (int from = 0; from < lines; from += atOnce) {
      if (y - atOnce * size * LEADING < BOTTOM) {
        turn();
        if (!again.isEmpty()) {
          draw(again, size, offsets, List.of());
          rule();
        }
      }
      for (int k = 0; k < cells.size(); k++) {
        List<String> cell = cells.get(k);
        for (int i = from; i < Math.min(from + atOnce, cell.size()); i++) {
          float baseLine = y - (i - from + 1) * size * LEADING;
          text(page, LEFT + offsets[k], baseLine, size, cell.get(i));
        }
      }
      y -= atOnce * size * LEADING;
    }
  }

  private void makeRoom(float height) throws IOException {
    if (y - height < BOTTOM) {
      turn();
    }
  }

  private void text(float x, float size, String text) throws IOException {
    text(page, x, y, size, text);
  }

  private void text(PDPageContentStream on, float x, float baseLine, float size, String text)
      throws IOException {
    on.beginText();
    on.setFont(font, size);
    on.newLineAtOffset(x, baseLine);
    on.showText(lettering.drawable(text));
    on.endText();
  }

  /** At blanks where there are any: Chinese has none, and is broken wherever a line is full. */
  private List<String> wrap(String text, float size, float width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    double left = width;
    for (int character : lettering.drawable(text).codePoints().toArray()) {
      double taken = lettering.width(Character.toString(character), size);
      if (taken > left && !line.isEmpty()) {
        String rest = character == ' ' ? "" : unfinishedWord(line, character);
        lines.add(line.substring(0, line.length() - rest.length()).stripTrailing());
        line = new StringBuilder(rest);
        left = width - lettering.width(rest, size);
        if (character == ' ') {
          continue;
        }
      }
      line.appendCodePoint(character);
      left -= taken;
    }
    lines.add(line.toString());
    return lines;
  }

  /** What goes to the next line together with the character that has no room in this one. */
  private static String unfinishedWord(CharSequence line, int next) {
    int from = line.length();
    while (from > 0 && ofWord(next) && ofWord(line.charAt(from - 1))) {
      from--;
    }
    boolean wholeLine = from == 0 || line.charAt(from - 1) != ' ';
    return wholeLine ? "" : line.subSequence(from, line.length()).toString();
  }

  private static boolean ofWord(int character) {
    return character > ' ' && character < 0x2E80;
  }

  /** Numbers all sheets at their foot, behind what is said of the document; nothing follows. */
  public void number(String document) throws IOException {
    for (int i = 0; i < pages.size(); i++) {
      String foot = document + "  ·  " + (i + 1) + " / " + pages.size();
      float width = (float) lettering.width(lettering.drawable(foot), SMALLEST);
      text(pages.get(i), (LEFT + RIGHT - width) / 2, FOOT, SMALLEST, foot);
    }
  }

  @Override
  public void close() throws IOException {
    for (PDPageContentStream each : pages) {
      each.close();
    }
  }
}
