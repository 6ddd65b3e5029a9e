package cn.cunzhen.indexer.font;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * Writes with the shipped font as outlines, so that no font of the machine is asked for: a JDK
 * without a font system writes too. Safe for use by many threads.
 */
public final class Typeface {
  private final TrueTypeFont font;
  private final double unit;
  private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

  /** What to draw for a character, and how far to go on, for a size of 1. */
  private record Glyph(Path2D outline, double advance) {}

  private Typeface(TrueTypeFont font) throws IOException {
    this.font = font;
    this.unit = 1.0 / font.getUnitsPerEm();
  }

  /** The one typeface, loaded by the first who asks for it. */
  public static Typeface shared() {
    return Loaded.TYPEFACE;
  }

  /** How far a character goes on, at a size of 1. */
  public double advance(int character) {
    return glyph(character).advance;
  }

  /** How wide a text is, at a size of 1. */
  public double width(String text) {
    return text.codePoints().mapToDouble(this::advance).sum();
  }

  /** Adds a text's outlines, from the left end of its base line at that place, y downwards. */
  public void write(Path2D path, String text, AffineTransform place, double size) {
    AffineTransform at = new AffineTransform(place);
    at.scale(size, -size);
    text.codePoints()
        .mapToObj(this::glyph)
        .forEach(glyph -> {
          path.append(glyph.outline.getPathIterator(at), false);
          at.translate(glyph.advance, 0);
        });
  }

  private Glyph glyph(int character) {
    return glyphs.computeIfAbsent(character, this::read);
  }

  /** A character that the font lacks shows as the empty box. */
  private Glyph read(int character) {
    try {
      int id = font.getUnicodeCmapLookup().getGlyphId(character);
      var glyph = font.getGlyph().getGlyph(id);
      Path2D outline = new Path2D.Float();
      if (glyph != null) { // a blank has none
        outline.append(
            glyph.getPath().getPathIterator(AffineTransform.getScaleInstance(unit, unit)), false);
      }
      return new Glyph(outline, font.getAdvanceWidth(id) * unit);
    } catch (IOException e) {
      throw new UncheckedIOException("glyph of " + Character.toString(character), e);
    }
  }

  private static final class Loaded {
    static final Typeface TYPEFACE = load();

    private static Typeface load() {
      try {
        return new Typeface(ShippedFont.read());
      } catch (IOException e) {
        throw new UncheckedIOException("the shipped font", e);
      }
    }
  }
}
