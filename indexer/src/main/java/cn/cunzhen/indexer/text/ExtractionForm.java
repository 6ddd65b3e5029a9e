package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.child.NonsenseException;
import cn.cunzhen.indexer.child.Strings;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a reading process answers, in big-endian integers and strings with their lengths. */
final class ExtractionForm {
  private static final int TEXT = 1;
  private static final int NO_TEXT = 2;
  private static final int LONGEST_WORD = 1 << 12;
  private static final int BYTES_OF_A_CHARACTER = 3;

  private ExtractionForm() {}

  static void write(DataOutputStream out, Extraction answer) throws IOException {
    switch (answer) {
      case Text(List<Page> pages, boolean truncated, String mediaType) -> {
        out.writeInt(TEXT);
        out.writeBoolean(truncated);
        Strings.write(out, mediaType);
        out.writeInt(pages.size());
        for (Page page : pages) {
          out.writeInt(page.number());
          Strings.write(out, page.text());
        }
      }
      case NoText(Reason reason, String detail) -> {
        out.writeInt(NO_TEXT);
        Strings.write(out, reason.name());
        Strings.write(out, detail.substring(0, Math.min(detail.length(), LONGEST_WORD / 4)));
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param characters of all pages together, at most
   */
  static Extraction read(DataInputStream in, int characters) throws IOException {
    return switch (in.readInt()) {
      case TEXT -> text(in, characters);
      case NO_TEXT ->
          new NoText(reason(Strings.read(in, LONGEST_WORD)), Strings.read(in, LONGEST_WORD));
      default -> throw new NonsenseException();
    };
  }

  private static Text text(DataInputStream in, int characters) throws IOException {
    boolean truncated = in.readBoolean();
    String mediaType = Strings.read(in, LONGEST_WORD);
    int count = in.readInt();
    List<Page> pages = new ArrayList<>();
    int left = characters;
    for (int i = 0; i < count; i++) {
      Page page = new Page(in.readInt(), Strings.read(in, left * (long) BYTES_OF_A_CHARACTER));
      left -= page.text().length();
      pages.add(page);
    }
    return new Text(pages, truncated, mediaType);
  }

  private static Reason reason(String name) throws IOException {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElseThrow(NonsenseException::new);
  }
}
