package cn.cunzhen.indexer.font;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Noto Sans SC, regular, TrueType (SIL Open Font License 1.1). */
public final class ShippedFont {
  private static final String FILE = "NotoSansSC_400Regular.ttf";

  private ShippedFont() {}

  /** The font file, from its beginning. */
  public static InputStream open() {
    InputStream file = ShippedFont.class.getResourceAsStream(FILE);
    if (file == null) {
      throw new IllegalStateException("the archive was built without " + FILE);
    }
    return file;
  }

  /** The font, read; without substitutions (GSUB), which take most of the time. */
  public static TrueTypeFont read() throws IOException {
    try (InputStream file = open()) {
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes()));
      font.setEnableGsub(false);
      return font;
    }
  }
}
