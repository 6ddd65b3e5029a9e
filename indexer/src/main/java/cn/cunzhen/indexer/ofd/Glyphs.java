package cn.cunzhen.indexer.ofd;

import cn.cunzhen.indexer.font.ShippedFont;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.cff.CFFCIDFont;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.cff.CFFParser;
import org.apache.fontbox.cff.CFFType1Font;
import org.apache.fontbox.cff.Type2CharString;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.jspecify.annotations.Nullable;

/** The outlines of one font, at a size of 1, y upwards. */
final class Glyphs {
  private final Source source;
  private final Map<Integer, Path2D> outlines = new HashMap<>();

  private Glyphs(Source source) {
    this.source = source;
  }

  /** Where outlines come from. */
  private interface Source {
    /** The number of the glyph for a character; 0 where there is none. */
    int glyph(int character) throws IOException;

    GeneralPath outline(int glyph) throws IOException;

    double advance(int glyph) throws IOException;

    AffineTransform scale() throws IOException;
  }

  /** A font that came with a file; empty where it can't be read. */
  static Optional<Glyphs> embedded(byte[] file) {
    return open(file, Glyphs::openType)
        .or(() -> open(file, Glyphs::trueType))
        .or(() -> open(file, Glyphs::compact));
  }

  private static Optional<Glyphs> open(byte[] file, Opening opening) {
    try {
      return Optional.of(new Glyphs(opening.open(file)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // it may be of another kind
    }
  }

  private interface Opening {
    Source open(byte[] file) throws IOException;
  }

  /** The machine's font of that name; empty where it has none. */
  static Optional<Glyphs> ofMachine(String name) {
    FontMapping<FontBoxFont> found = FontMappers.instance().getFontBoxFont(name, null);
    try {
      return found != null && !found.isFallback() && found.getFont() instanceof TrueTypeFont font
          ? Optional.of(new Glyphs(of(font)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The shipped font, which has what others lack. */
  static Glyphs shipped() {
    return Shipped.GLYPHS;
  }

  private static final class Shipped {
    static final Glyphs GLYPHS = read();

    private static Glyphs read() {
      try {
        return new Glyphs(of(ShippedFont.read()));
      } catch (IOException e) {
        throw new UncheckedIOException("the shipped font", e);
      }
    }
  }

  int glyph(int character) {
    try {
      return source.glyph(character);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** How far a glyph goes on. */
  double advance(int glyph) {
    try {
      return source.advance(glyph) * source.scale().getScaleX();
    } catch (IOException | RuntimeException e) {
      return 1;
    }
  }

  /** A glyph's outline; empty where it has none that can be read. */
  Path2D outline(int glyph) {
    return outlines.computeIfAbsent(
        glyph,
        number -> {
          try {
            return new Path2D.Float(source.outline(number), source.scale());
          } catch (IOException | RuntimeException e) {
            return new Path2D.Float();
          }
        });
  }

  private static Source openType(byte[] file) throws IOException {
    OpenTypeFont font = new OTFParser(true).parse(new RandomAccessReadBuffer(file));
    return font.isPostScript() ? compact(font.getCFF().getFont(), font) : of(font);
  }

  private static Source trueType(byte[] file) throws IOException {
    return of(new TTFParser(true).parse(new RandomAccessReadBuffer(file)));
  }

  private static Source of(TrueTypeFont font) throws IOException {
    if (font instanceof OpenTypeFont open && open.isPostScript()) {
      return compact(open.getCFF().getFont(), font);
    }
    double unit = 1.0 / font.getUnitsPerEm();
    return new Source() {
      @Override
      public int glyph(int character) throws IOException {
        CmapLookup map = font.getUnicodeCmapLookup(false);
        return map == null ? 0 : map.getGlyphId(character);
      }

      @Override
      public GeneralPath outline(int glyph) throws IOException {
        GlyphData data = font.getGlyph().getGlyph(glyph);
        return data == null ? new GeneralPath() : data.getPath();
      }

      @Override
      public double advance(int glyph) throws IOException {
        return font.getAdvanceWidth(glyph);
      }

      @Override
      public AffineTransform scale() {
        return AffineTransform.getScaleInstance(unit, unit);
      }
    };
  }

  private static Source compact(byte[] file) throws IOException {
    return compact(new CFFParser().parse(new RandomAccessReadBuffer(file)).getFirst(), null);
  }

  private static Source compact(CFFFont font, @Nullable TrueTypeFont around) {
    return new Source() {
      @Override
      public int glyph(int character) throws IOException {
        CmapLookup map = around == null ? null : around.getUnicodeCmapLookup(false);
        return map == null ? 0 : map.getGlyphId(character);
      }

      @Override
      public GeneralPath outline(int glyph) throws IOException {
        return program(font, glyph).getPath();
      }

      @Override
      public double advance(int glyph) throws IOException {
        return program(font, glyph).getWidth();
      }

      @Override
      public AffineTransform scale() {
        List<Number> matrix = font.getFontMatrix();
        return new AffineTransform(
            matrix.get(0).doubleValue(),
            matrix.get(1).doubleValue(),
            matrix.get(2).doubleValue(),
            matrix.get(3).doubleValue(),
            0,
            0);
      }
    };
  }

  /** Of fonts with characters' numbers of their own, writers name those where they are greater. */
  private static Type2CharString program(CFFFont font, int glyph) throws IOException {
    return switch (font) {
      case CFFCIDFont cid ->
          cid.getType2CharString(
              glyph < cid.getNumCharStrings() ? cid.getCharset().getCIDForGID(glyph) : glyph);
      case CFFType1Font type1 -> type1.getType2CharString(glyph);
      default -> throw new IOException("a font of an unknown kind");
    };
  }
}
