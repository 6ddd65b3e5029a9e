package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** HTML and XML: which of them, by the first element; whether they hold scripts or bombs. */
final class Markup {
  private static final String HTML = "text/html";
  private static final String XML = "application/xml";
  private static final String SVG = "image/svg+xml";

  private static final int MOST_BEFORE = 10_000;

  /** What may stand before the first element: how each begins and how it ends. */
  private static final Map<String, String> BEFORE =
      Map.of("<?", ">", "<!--", "-->", "<!DOCTYPE", ">", "<!doctype", ">");

  private static final Set<String> OF_HTML =
      Set.of(
          "html",
          "head",
          "body",
          "title",
          "meta",
          "script",
          "style",
          "table",
          "div",
          "p",
          "span",
          "center",
          "font",
          "h1",
          "h2",
          "br",
          "a",
          "img",
          "form",
          "link",
          "base",
          "frameset");

  private Markup() {}

  static boolean is(String mediaType) {
    return Set.of(HTML, XML, SVG, "application/xhtml+xml").contains(mediaType);
  }

  static String type(String text, String extension) {
    boolean declared = text.startsWith("<?xml");
    String element = firstElement(text).toLowerCase(Locale.ROOT);
    if (element.isEmpty()) {
      return declared ? XML : MediaTypes.plain(extension);
    }
    if (element.equals("svg") || element.endsWith(":svg")) {
      return SVG;
    }
    if (element.equals("html") && declared) {
      return "application/xhtml+xml";
    }
    return OF_HTML.contains(element) && !declared && !extension.equals("xml") ? HTML : XML;
  }

  /** The name of the first element; empty where there is none. */
  private static String firstElement(String text) {
    int at = 0;
    for (int i = 0; i < MOST_BEFORE; i++) {
      int next = skip(text, at);
      if (next == at) {
        return elementAt(text, at);
      }
      at = next;
    }
    return "";
  }

  private static String elementAt(String text, int at) {
    int end = at + 1;
    while (end < text.length() && isName(text.charAt(end))) {
      end++;
    }
    return text.startsWith("<", at) ? text.substring(at + 1, end) : "";
  }

  /** Goes past blanks or one thing before the first element, or stays where it is. */
  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    for (Map.Entry<String, String> pair : BEFORE.entrySet()) {
      if (at == from && text.startsWith(pair.getKey(), at)) {
        int end = text.indexOf(pair.getValue(), at);
        boolean type = pair.getKey().startsWith("<!D");
        return type ? endOfType(text, at, end) : end < 0 ? at : end + pair.getValue().length();
      }
    }
    return at;
  }

  /** A document type may hold declarations of its own, in brackets. */
  private static int endOfType(String text, int at, int end) {
    int inner = text.indexOf('[', at);
    int last = inner >= 0 && inner < end ? text.indexOf('>', text.indexOf(']', inner)) : end;
    return last < 0 ? at : last + 1;
  }

  private static boolean isName(char character) {
    return Character.isLetterOrDigit(character) || "_:.-".indexOf(character) >= 0;
  }

  static void look(String beginning, BoundedFile file, Report report)
      throws IOException, BoundReached {
    Entities.look(beginning, report);
    long at = file.indexOf((byte) '<', 0, file.size());
    while (at >= 0) {
      if (isScript(file, at + 1)) {
        report.add(Finding.ACTIVE_CONTENT);
        return;
      }
      at = file.indexOf((byte) '<', at + 1, file.size());
    }
  }

  private static boolean isScript(BoundedFile file, long at) throws IOException, BoundReached {
    String word = "script";
    for (int i = 0; i < word.length(); i++) {
      if ((file.u8(at + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
