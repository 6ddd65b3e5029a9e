package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.font.ShippedFont;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Fonts for text whose own is not in the file: the machine's font of that name, else for Chinese
 * the shipped one, whatever the machine has.
 */
final class ChineseFonts implements FontMapper {
  private final FontMapper machine;

  private ChineseFonts(FontMapper machine) {
    this.machine = machine;
  }

  /** Lets all files that are opened later find their fonts here. */
  static synchronized void install() {
    if (!(FontMappers.instance() instanceof ChineseFonts)) {
      FontMappers.set(new ChineseFonts(FontMappers.instance()));
    }
  }

  @Override
  public FontMapping<TrueTypeFont> getTrueTypeFont(
      String name, @Nullable PDFontDescriptor descriptor) {
    FontMapping<TrueTypeFont> found = machine.getTrueTypeFont(name, descriptor);
    return found.isFallback() && isChinese(name) ? new FontMapping<>(Shipped.FONT, true) : found;
  }

  @Override
  public FontMapping<FontBoxFont> getFontBoxFont(
      String name, @Nullable PDFontDescriptor descriptor) {
    FontMapping<FontBoxFont> found = machine.getFontBoxFont(name, descriptor);
    return found.isFallback() && isChinese(name) ? new FontMapping<>(Shipped.FONT, true) : found;
  }

  @Override
  public CIDFontMapping getCIDFont(
      String name, @Nullable PDFontDescriptor descriptor, @Nullable PDCIDSystemInfo system) {
    CIDFontMapping found = machine.getCIDFont(name, descriptor, system);
    return found.isFallback() ? new CIDFontMapping(null, Shipped.FONT, true) : found;
  }

  /** By names that are common where a program did not say which characters a font has. */
  private static boolean isChinese(@Nullable String name) {
    return name != null
        && (name.codePoints().anyMatch(Character::isIdeographic)
            || name.matches("(?i).*(sim(sun|hei|kai|fang|li|you)|song|hei|kai|fang|ming|yahei).*"));
  }

  /** Read by the first who needs it. */
  private static final class Shipped {
    static final TrueTypeFont FONT = read();

    private static TrueTypeFont read() {
      try {
        return ShippedFont.read();
      } catch (IOException e) {
        throw new UncheckedIOException("the shipped font", e);
      }
    }
  }
}
