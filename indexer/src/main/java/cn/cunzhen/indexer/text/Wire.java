package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What parent and child say to each other, in big-endian integers and strings with their lengths.
 *
 * <p>The child greets once it can read. Then, again and again: the parent sends a name and the
 * bytes in pieces, an empty piece last, or a length of −1 where it gives up; the child answers,
 * unless the parent gave up. Neither believes a length that the limits do not allow.
 */
final class Wire {
  private static final int GREETING = 0x435a5401;
  private static final int REQUEST = 0x435a5402;
  private static final int TEXT = 0x435a5403;
  private static final int NO_TEXT = 0x435a5404;
  private static final int GIVEN_UP = -1;
  private static final int PIECE = 1 << 16;
  private static final int LONGEST_WORD = 1 << 12;
  private static final int BYTES_OF_A_CHARACTER = 3;

  private Wire() {}

  static void greet(DataOutputStream out) throws IOException {
    out.writeInt(GREETING);
    out.flush();
  }

  static void expectGreeting(DataInputStream in) throws IOException {
    expect(GREETING, in.readInt());
  }

  static void begin(DataOutputStream out, String name) throws IOException {
    out.writeInt(REQUEST);
    writeString(out, name.substring(0, Math.min(name.length(), LONGEST_WORD / 4)));
  }

  static void piece(DataOutputStream out, byte[] bytes, int length) throws IOException {
    out.writeInt(length);
    out.write(bytes, 0, length);
  }

  static void end(DataOutputStream out) throws IOException {
    out.writeInt(0);
    out.flush();
  }

  static void giveUp(DataOutputStream out) throws IOException {
    out.writeInt(GIVEN_UP);
    out.flush();
  }

  static String expectName(DataInputStream in) throws IOException {
    expect(REQUEST, in.readInt());
    return readString(in, LONGEST_WORD);
  }

  /** Takes the pieces of one file; false where the parent gave up. */
  static boolean receive(DataInputStream in, Sink to) throws IOException {
    byte[] bytes = new byte[PIECE];
    for (int length = in.readInt(); length != 0; length = in.readInt()) {
      if (length == GIVEN_UP) {
        return false;
      }
      expect(length, Math.clamp(length, 1, PIECE));
      in.readFully(bytes, 0, length);
      to.take(bytes, length);
    }
    return true;
  }

  /** Where a file's pieces go. */
  @FunctionalInterface
  interface Sink {
    void take(byte[] bytes, int length) throws IOException;
  }

  static void answer(DataOutputStream out, Extraction answer) throws IOException {
    switch (answer) {
      case Text(List<Page> pages, boolean truncated, String mediaType) -> {
        out.writeInt(TEXT);
        out.writeBoolean(truncated);
        writeString(out, mediaType);
        out.writeInt(pages.size());
        for (Page page : pages) {
          out.writeInt(page.number());
          writeString(out, page.text());
        }
      }
      case NoText(Reason reason, String detail) -> {
        out.writeInt(NO_TEXT);
        writeString(out, reason.name());
        writeString(out, detail.substring(0, Math.min(detail.length(), LONGEST_WORD / 4)));
      }
    }
    out.flush();
  }

  static Extraction expectAnswer(DataInputStream in, int characters) throws IOException {
    return switch (in.readInt()) {
      case TEXT -> text(in, characters);
      case NO_TEXT ->
          new NoText(reason(readString(in, LONGEST_WORD)), readString(in, LONGEST_WORD));
      default -> throw new NonsenseException();
    };
  }

  private static Text text(DataInputStream in, int characters) throws IOException {
    boolean truncated = in.readBoolean();
    String mediaType = readString(in, LONGEST_WORD);
    int count = in.readInt();
    List<Page> pages = new ArrayList<>();
    int left = characters;
    for (int i = 0; i < count; i++) {
      Page page = new Page(in.readInt(), readString(in, left * (long) BYTES_OF_A_CHARACTER));
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

  private static void writeString(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readString(DataInputStream in, long longest) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > longest) {
      throw new NonsenseException();
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void expect(int expected, int found) throws IOException {
    if (found != expected) {
      throw new NonsenseException();
    }
  }

  /** The other side says what nobody who keeps to the rules would say. */
  static final class NonsenseException extends IOException {
    private static final long serialVersionUID = 1L;

    NonsenseException() {
      super("not what was agreed");
    }
  }
}
