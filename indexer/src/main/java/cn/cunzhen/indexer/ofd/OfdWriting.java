package cn.cunzhen.indexer.ofd;

import cn.cunzhen.indexer.ofd.OfdFont.Glyph;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the characters of a text object stand, and with which glyphs (11.3, 11.4). */
final class OfdWriting {
  private static final double ABOVE = 0.86;
  private static final double BELOW = 0.14;
  private static final double SLANT = -0.25;
  private static final int MOST = 200_000;

  private final OfdElement object;
  private final OfdFont font;
  private final double size;
  private final Map<Integer, Integer> numbers = new HashMap<>();
  private final List<Placed> glyphs = new ArrayList<>();
  private double x;
  private double y;
  private int count;

  /**
   * A glyph at its place.
   *
   * @param box around its character, whatever the glyph's outline
   */
  record Placed(int character, Shape outline, Shape box) {}

  OfdWriting(OfdElement object, OfdFont font) {
    this.object = object;
    this.font = font;
    this.size = object.number("Size", 1);
    if (font.own()) {
      object.children("CGTransform").forEach(this::substitute);
    }
    object.children("TextCode").forEach(this::write);
  }

  List<Placed> glyphs() {
    return glyphs;
  }

  /** Notes which glyphs stand for which of the object's characters. */
  private void substitute(OfdElement transform) {
    int position = (int) transform.number("CodePosition", 0);
    double[] given = Numbers.list(transform.textOf("Glyphs"));
    int codes = (int) transform.number("CodeCount", given.length);
    for (int i = 0; i < Math.min(codes, given.length); i++) {
      numbers.put(position + i, (int) given[i]);
    }
  }

  private void write(OfdElement code) {
    x = code.number("X", x);
    y = code.number("Y", y);
    double[] right = Numbers.steps(code.attribute("DeltaX"));
    double[] down = Numbers.steps(code.attribute("DeltaY"));
    boolean given = right.length + down.length > 0;
    int[] characters = characters(code.text());
    double startX = x;
    double startY = y;
    for (int i = 0; i < characters.length && glyphs.size() < MOST; i++) {
      double advance = place(characters[i]);
      if (given) {
        x += step(right, i);
        y += step(down, i);
      } else {
        proceed(advance);
      }
    }
    x = startX;
    y = startY;
  }

  /** Line ends stand in a part for its own looks. */
  private static int[] characters(String text) {
    String written = text.indexOf('\n') < 0 ? text : text.strip();
    return written
        .codePoints()
        .filter(character -> character != '\r' && character != '\n')
        .toArray();
  }

  /** Where steps are fewer than characters, writers mean the last of them again. */
  private static double step(double[] steps, int index) {
    return steps.length == 0 ? 0 : steps[Math.min(index, steps.length - 1)];
  }

  private void proceed(double advance) {
    switch ((int) object.number("ReadDirection", 0)) {
      case 90 -> y += advance;
      case 180 -> x -= advance;
      case 270 -> y -= advance;
      default -> x += advance;
    }
  }

  /** Puts a character at the present place, and says how far it goes on. */
  private double place(int character) {
    Integer number = numbers.get(count++);
    Glyph glyph = number == null ? font.glyph(character) : new Glyph(font.glyphs(), number);
    double advance = glyph.from().advance(glyph.number()) * size * object.number("HScale", 1);
    AffineTransform at = AffineTransform.getTranslateInstance(x, y);
    at.rotate(Math.toRadians(object.number("CharDirection", 0)));
    Shape box =
        at.createTransformedShape(
            new Rectangle2D.Double(
                0, -ABOVE * size, advance > 0 ? advance : size, (ABOVE + BELOW) * size));
    at.scale(size * object.number("HScale", 1), -size);
    if (!font.own() && (font.italic() || object.truth("Italic", false))) {
      at.shear(-SLANT, 0);
    }
    Shape outline = at.createTransformedShape(glyph.from().outline(glyph.number()));
    glyphs.add(new Placed(character, outline, box));
    return advance;
  }
}
