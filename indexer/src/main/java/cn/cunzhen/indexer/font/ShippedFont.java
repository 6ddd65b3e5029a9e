package cn.cunzhen.indexer.font;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Noto Sans SC, regular, TrueType (SIL Open Font License 1.1). */
public final class ShippedFont {
  private static final String FILE = "NotoSansSC_400Regular.ttf";

  /** What a document needs of a TrueType font. */
  private static final List<String> TABLES =
      List.of("head", "hhea", "loca", "maxp", "cmap", "hmtx", "glyf", "post", "OS/2", "name");

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
      return parse(file.readAllBytes());
    }
  }

  /** A font of its own with these characters of another, for documents that embed it. */
  public static TrueTypeFont cut(TrueTypeFont font, IntStream characters) throws IOException {
    TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
    characters.forEach(subsetter::add);
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    subsetter.writeToStream(small);
    return parse(small.toByteArray());
  }

  private static TrueTypeFont parse(byte[] file) throws IOException {
    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
    font.setEnableGsub(false);
    return font;
  }
}
