package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields before a mail's body, or before that of one of its parts (RFC 5322, 2.2; RFC 2045).
 *
 * @param text the fields, each on one line
 * @param body where the body begins
 */
record MailHeader(String text, long body) {
  private static final int LONGEST = 1 << 16;
  private static final Pattern END = Pattern.compile("\r?\n\r?\n|\\A\r?\n");
  private static final Pattern FOLD = Pattern.compile("\r?\n[ \t]+");

  /** Reads them; a header that does not end within 64 KB is all that there is. */
  static MailHeader at(BoundedFile file, long at) throws IOException {
    String text = new String(file.slice(at, LONGEST), ISO_8859_1);
    Matcher end = END.matcher(text);
    return end.find()
        ? new MailHeader(unfolded(text.substring(0, end.start())), at + end.end())
        : new MailHeader(unfolded(text), file.size());
  }

  private static String unfolded(String text) {
    return FOLD.matcher(text).replaceAll(" ");
  }

  /** The type without its parameters, in lower case; empty where none is stated. */
  String type() {
    String type = field("Content-Type");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** A parameter of the type; empty where it has no such parameter. */
  String parameter(String name) {
    Matcher found =
        Pattern.compile("(?i);\\s*" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))")
            .matcher(field("Content-Type"));
    if (!found.find()) {
      return "";
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  boolean isBase64() {
    return field("Content-Transfer-Encoding").strip().equalsIgnoreCase("base64");
  }

  private String field(String name) {
    Matcher found = Pattern.compile("(?im)^" + name + ":(.*)$").matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
