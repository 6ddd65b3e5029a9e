package cn.cunzhen.api.slip;

import cn.cunzhen.indexer.font.ShippedFont;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The typeface of slips, Noto Sans SC with all its 30,000 characters; a document embeds only those
 * that it uses. Safe for use by many threads.
 */
final class Lettering {
  private final TrueTypeFont font;
  private final CmapLookup glyphs;

  private Lettering(TrueTypeFont font) throws IOException {
    this.font = font;
    this.glyphs = font.getUnicodeCmapLookup();
  }

  static Lettering shared() {
    return Loaded.LETTERING;
  }

  /** The text with every character that the typeface lacks written as its code point. */
  String drawable(String text) {
    StringBuilder drawable = new StringBuilder();
    text.codePoints()
        .forEach(each -> {
          if (glyphs.getGlyphId(each) != 0) {
            drawable.appendCodePoint(each);
          } else {
            drawable.append("[U+%04X]".formatted(each));
          }
        });
    return drawable.toString();
  }

  /** How wide a drawable text is at that size. */
  synchronized double width(String text, double size) {
    return size * text.codePoints().mapToDouble(this::advance).sum() / unitsPerEm();
  }

  private int unitsPerEm() {
    try {
      return font.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException("a font in memory", e);
    }
  }

  private int advance(int character) {
    try {
      return font.getAdvanceWidth(glyphs.getGlyphId(character));
    } catch (IOException e) {
      throw new UncheckedIOException("a font in memory", e);
    }
  }

  /** A font of the document's own that has these characters. */
  synchronized PDFont in(PDDocument document, String characters) throws IOException {
    return PDType0Font.load(document, ShippedFont.cut(font, characters.codePoints()), true);
  }

  private static final class Loaded {
    static final Lettering LETTERING = load();

    private static Lettering load() {
      try {
        return new Lettering(ShippedFont.read());
      } catch (IOException e) {
        throw new UncheckedIOException("the typeface of slips", e);
      }
    }
  }
}
