package cn.cunzhen.api.samples.paper;

import cn.cunzhen.indexer.font.ShippedFont;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * The typeface of every sample, Noto Sans SC, cut down to ASCII and GB/T 2312.
 *
 * <p>PDFBox looks at every glyph of a font for each document that embeds it; of 7,500 glyphs that
 * takes a quarter of the time that it takes of all 30,000. Safe for use by many threads.
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

  /** How wide the text is at that size. */
  public double width(String text, double size) {
    return size * text.codePoints().mapToDouble(each -> glyph(each).advance).sum();
  }

  /** How many chars of the text, from that index on, fit into the width; whole characters, ≥ 1. */
  public int fitting(String text, int from, double size, double width) {
    int end = from;
    double left = width;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      left -= size * glyph(character).advance;
      if (left < 0 && end > from) {
        break;
      }
      end += Character.charCount(character);
    }
    return end - from;
  }

  /** Adds the text's outlines to the path, as {@link Canvas#text} would place it. */
  void outline(Path2D path, double x, double y, double size, double angle, String text) {
    AffineTransform at = AffineTransform.getTranslateInstance(x, y);
    at.rotate(Math.toRadians(angle));
    at.scale(size, -size);
    text.codePoints()
        .mapToObj(this::glyph)
        .forEach(glyph -> {
          path.append(glyph.outline.getPathIterator(at), false);
          at.translate(glyph.advance, 0);
        });
  }

  TrueTypeFont font() {
    return font;
  }

  private Glyph glyph(int character) {
    return glyphs.computeIfAbsent(character, this::read);
  }

  private Glyph read(int character) {
    try {
      int id = font.getUnicodeCmapLookup().getGlyphId(character);
      if (id == 0) {
        throw new IllegalArgumentException(
            "the samples' typeface lacks " + Character.toString(character));
      }
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
        CharsetEncoder chinese = Charset.forName("GB2312").newEncoder();
        IntStream characters =
            IntStream.rangeClosed(' ', Character.MAX_VALUE)
                .filter(each -> chinese.canEncode((char) each));
        return new Typeface(ShippedFont.cut(ShippedFont.read(), characters));
      } catch (IOException e) {
        throw new UncheckedIOException("the samples' typeface", e);
      }
    }
  }
}
