package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.inspect.TextEncoding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/** Texts without any structure, in whatever encoding. */
final class PlainText {
  private static final int BEGINNING = 1 << 16;
  private static final int MARK = '\ufeff';

  private PlainText() {}

  static void read(Path file, Pages pages) throws IOException, PagesFullException {
    try (Reader reader = open(file)) {
      CharBuffer piece = CharBuffer.allocate(1 << 13);
      while (reader.read(piece) >= 0) {
        pages.append(piece.flip());
        piece.clear();
      }
    }
  }

  /** Opens a text behind its mark; what can't be decoded reads as the replacement character. */
  static Reader open(Path file) throws IOException {
    byte[] beginning;
    try (InputStream in = Files.newInputStream(file)) {
      beginning = in.readNBytes(BEGINNING);
    }
    Charset charset = TextEncoding.of(beginning).orElseGet(() -> guess(beginning));
    Reader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset));
    reader.mark(1);
    if (reader.read() != MARK) {
      reader.reset();
    }
    return reader;
  }

  /** By frequencies of letters: for what is not Chinese. */
  private static Charset guess(byte[] beginning) {
    CharsetMatch match = new CharsetDetector().setText(beginning).detect();
    boolean known = match != null && Charset.isSupported(match.getName());
    return known ? Charset.forName(match.getName()) : StandardCharsets.ISO_8859_1;
  }
}
