package cn.cunzhen.indexer.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of characters: which kind, by what it begins with and, among plain kinds, by its name. */
final class TextFile {
  private static final int BEGINNING = 1 << 16;
  private static final Set<String> SCRIPTS =
      Set.of(
          "bat", "cmd", "hta", "js", "jse", "ps1", "psm1", "reg", "sh", "vbe", "vbs", "wsf", "wsh");

  /** A field that mails have and lists of "name: value" seldom do (RFC 5322, 3.6; RFC 2045). */
  private static final Pattern MAIL_FIELD =
      Pattern.compile(
          "(?im)^(?:from|to|subject|date|message-id|mime-version|received|return-path|content-type"
              + "|content-transfer-encoding|delivered-to|dkim-signature): ");

  private static final Pattern END_OF_HEADER = Pattern.compile("\r?\n\r?\n");

  private TextFile() {}

  static void look(String extension, BoundedFile file, Report report)
      throws IOException, BoundReached {
    byte[] beginning = file.slice(0, BEGINNING);
    Optional<Charset> encoding = TextEncoding.of(beginning);
    if (encoding.isEmpty() && !TextEncoding.isText8Bit(beginning)) {
      return;
    }
    String text = read(beginning, encoding).strip();
    report.is(type(text, extension));
    if (SCRIPTS.contains(extension) || text.startsWith("#!/") || text.startsWith("#! /")) {
      report.add(Finding.EXECUTABLE);
    }
    if (Markup.is(report.mediaType())) {
      Markup.look(text, file, report);
    }
  }

  /** What matters here is ASCII: encodings that keep ASCII need not be told apart. */
  private static String read(byte[] beginning, Optional<Charset> encoding) {
    Charset wide = encoding.filter(found -> found.name().startsWith("UTF-")).orElse(ISO_8859_1);
    String text = new String(beginning, wide);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static String type(String text, String extension) {
    if (text.startsWith("<")) {
      return Markup.type(text, extension);
    }
    boolean box = text.startsWith("From ");
    boolean likely = box || extension.equals("eml") || extension.equals("msg");
    if (mailFields(text) >= (likely ? 1 : 2)) {
      return box ? "application/mbox" : "message/rfc822";
    }
    return MediaTypes.plain(extension);
  }

  private static long mailFields(String text) {
    boolean mayBeField = text.indexOf(':') < text.indexOf('\n') || text.startsWith("From ");
    if (!mayBeField) {
      return 0;
    }
    Matcher end = END_OF_HEADER.matcher(text);
    return MAIL_FIELD
        .matcher(text.substring(0, end.find() ? end.start() : text.length()))
        .results()
        .count();
  }
}
