package cn.cunzhen.api.samples.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Puts a document together from top to bottom, going on to further pages by itself. */
public final class Sheet {
  private static final double LEFT = 62;
  private static final double RIGHT = Canvas.WIDTH - LEFT;
  private static final double TOP = 72;
  private static final double BOTTOM = Canvas.HEIGHT - 84;
  private static final double TEXT = 12;
  private static final double LINE = 22;
  private static final double SMALL = 10.5;
  private static final double ROW = 26;

  /** Nobody signs along the line. */
  private static final double SLANT = -4;

  /** What no line begins with. */
  private static final String CLOSING = "，。；：、！？）》”〕";

  private final List<List<Page>> pages = new ArrayList<>();
  private double y;

  public Sheet() {
    turn();
  }

  /** A pair of cells in a form. */
  public record Field(String label, String value) {}

  /** The red head of an authority's paper, with its number. */
  public Sheet head(String authority, String number) {
    double size = Math.min(30, (RIGHT - LEFT) / Typeface.shared().width(authority, 1));
    centred(y + 26, size, Ink.RED, authority);
    centred(y + 56, SMALL, Ink.BLACK, number);
    line(LEFT, y + 66, RIGHT, y + 66, 1.8, Ink.RED);
    y += 84;
    return this;
  }

  public Sheet title(String title) {
    double size = Math.min(20, (RIGHT - LEFT) / Typeface.shared().width(title, 1));
    centred(y + 22, size, Ink.BLACK, title);
    y += 46;
    return this;
  }

  /** A small line at the right, such as a form's number. */
  public Sheet note(String note) {
    right(y + 8, SMALL, Ink.BLACK, note);
    y += 16;
    return this;
  }

  /** Text with its first line indented by two characters. */
  public Sheet paragraph(String text) {
    return lines(text, LEFT, RIGHT, 2 * TEXT);
  }

  /** Text that is not indented, such as whom a notice is for. */
  public Sheet salutation(String text) {
    return lines(text, LEFT, RIGHT, 0);
  }

  /** The body of a form: two fields in a row; one that needs the room has a row of its own. */
  public Sheet fields(List<Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      room(ROW);
      Field field = fields.get(i);
      boolean pair = i + 1 < fields.size() && narrow(field) && narrow(fields.get(i + 1));
      double middle = (LEFT + RIGHT) / 2;
      field(field, LEFT, pair ? middle : RIGHT);
      if (pair) {
        field(fields.get(++i), middle, RIGHT);
      }
      y += ROW;
    }
    return this;
  }

  /** A framed part of a form with its label, text and room for a seal. */
  public Sheet box(String label, String text, double height) {
    room(height);
    double top = y;
    frame(LEFT, top, RIGHT - LEFT, height);
    line(LEFT + 84, top, LEFT + 84, top + height, 0.7, Ink.BLACK);
    text(LEFT + 8, top + height / 2, SMALL, Ink.BLACK, label);
    y = top + 6;
    lines(text, LEFT + 92, RIGHT - 8, 0);
    y = top + height;
    return this;
  }

  /** A ruled table; a column is as wide as its longest text asks for. */
  public Sheet table(List<String> columns, List<List<String>> rows) {
    double[] widths = widths(columns, rows);
    row(columns, widths);
    rows.forEach(row -> row(row, widths));
    y += 8;
    return this;
  }

  /** A signature by hand over its line, then the date, at the right. */
  public Sheet signature(String label, String name, String date) {
    room(64);
    double x = RIGHT - 220;
    text(x, y + 24, TEXT, Ink.BLACK, label);
    double after = x + Typeface.shared().width(label, TEXT) + 6;
    line(after, y + 27, RIGHT, y + 27, 0.6, Ink.BLACK);
    double base = y + 24;
    draw(canvas -> canvas.text(after + 8, base, 19, SLANT, Ink.BLUE, name));
    text(x, y + 50, TEXT, Ink.BLACK, "日期：" + date);
    y += 64;
    return this;
  }

  /** The authority and the date at the right, with its seal over them. */
  public Sheet seal(String authority, String purpose, String date) {
    room(110);
    double centreX = RIGHT - 74;
    double centreY = y + 54;
    draw(canvas -> new Seal(authority, purpose).draw(canvas, centreX, centreY));
    right(y + 44, TEXT, Ink.BLACK, authority);
    right(y + 68, TEXT, Ink.BLACK, date);
    y += 110;
    return this;
  }

  /** A seal over what was last drawn. */
  public Sheet sealOver(String authority, String purpose) {
    double centreY = y - 48;
    draw(canvas -> new Seal(authority, purpose).draw(canvas, RIGHT - 80, centreY));
    return this;
  }

  public Sheet space(double height) {
    y += height;
    return this;
  }

  /** The pages, numbered where there are several. */
  public List<Page> pages() {
    List<Page> result = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      List<Page> strokes = List.copyOf(pages.get(i));
      String number = "第 %d 页 共 %d 页".formatted(i + 1, pages.size());
      result.add(canvas -> {
        strokes.forEach(stroke -> stroke.draw(canvas));
        if (pages.size() > 1) {
          canvas.text(268, Canvas.HEIGHT - 50, 9, Ink.BLACK, number);
        }
      });
    }
    return result;
  }

  private void field(Field field, double left, double right) {
    double label = Math.min(104, (right - left) / 2);
    frame(left, y, right - left, ROW);
    line(left + label, y, left + label, y + ROW, 0.7, Ink.BLACK);
    text(left + 6, y + 17, SMALL, Ink.BLACK, field.label());
    text(left + label + 6, y + 17, SMALL, Ink.BLACK, field.value());
  }

  private static boolean narrow(Field field) {
    return Typeface.shared().width(field.value(), SMALL) < (RIGHT - LEFT) / 2 - 116;
  }

  /** The widths of a table's columns for text of size 1, with half a character on either side. */
  private static double[] widths(List<String> columns, List<List<String>> rows) {
    double[] widths = new double[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Typeface.shared().width(columns.get(i), 1);
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], Typeface.shared().width(row.get(i), 1));
      }
      widths[i]++;
    }
    return widths;
  }

  private void row(List<String> cells, double[] widths) {
    room(ROW);
    double stretch = (RIGHT - LEFT) / DoubleStream.of(widths).sum();
    double size = Math.min(SMALL, stretch);
    double x = LEFT;
    for (int i = 0; i < cells.size(); i++) {
      double width = widths[i] * stretch;
      frame(x, y, width, ROW);
      text(x + size / 2, y + 17, size, Ink.BLACK, cells.get(i));
      x += width;
    }
    y += ROW;
  }

  private Sheet lines(String text, double left, double right, double indent) {
    double start = left + indent;
    int from = 0;
    while (from < text.length()) {
      room(LINE);
      int end = lineEnd(text, from, right - start);
      text(start, y + 16, TEXT, Ink.BLACK, text.substring(from, end));
      y += LINE;
      start = left;
      from = end;
    }
    return this;
  }

  /** Where a line ends: no number is torn, and closing marks hang into the margin. */
  private static int lineEnd(String text, int from, double width) {
    int fit = from + Typeface.shared().fitting(text, from, TEXT, width);
    int end = fit;
    while (end < text.length() && end > from && ofNumber(text, end) && ofNumber(text, end - 1)) {
      end--;
    }
    end = end == from ? fit : end;
    while (end < text.length() && CLOSING.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private static boolean ofNumber(String text, int index) {
    return text.charAt(index) > ' ' && text.charAt(index) < 0x7F;
  }

  private void centred(double base, double size, Ink ink, String text) {
    text((Canvas.WIDTH - Typeface.shared().width(text, size)) / 2, base, size, ink, text);
  }

  private void right(double base, double size, Ink ink, String text) {
    text(RIGHT - Typeface.shared().width(text, size), base, size, ink, text);
  }

  private void text(double x, double base, double size, Ink ink, String text) {
    draw(canvas -> canvas.text(x, base, size, ink, text));
  }

  private void line(double fromX, double fromY, double toX, double toY, double width, Ink ink) {
    draw(canvas -> canvas.line(fromX, fromY, toX, toY, width, ink));
  }

  private void frame(double x, double top, double width, double height) {
    draw(canvas -> canvas.frame(x, top, width, height, 0.7, Ink.BLACK));
  }

  private void draw(Page stroke) {
    pages.getLast().add(stroke);
  }

  /** Goes on to a new page where less than this is left of the current one. */
  private void room(double height) {
    if (y + height > BOTTOM) {
      turn();
    }
  }

  private void turn() {
    pages.add(new ArrayList<>());
    y = TOP;
  }
}
