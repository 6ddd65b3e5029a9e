package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.text.Extraction.Page;
import java.nio.CharBuffer;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Takes the text of the XHTML that parsers make of a file, and sees where pages begin. */
final class PageCollector extends DefaultHandler {
  /** A page of PDF or of an old workbook, a sheet, a slide. */
  private static final Set<String> BEGINNINGS = Set.of("page", "sheet", "slide-content");

  private final Pages pages;
  private final boolean withTitle;
  private boolean body;
  private int page;
  private int inside;

  /** A title is text where a person wrote it to be read; elsewhere it is what a program left. */
  PageCollector(Pages pages, boolean withTitle) {
    this.pages = pages;
    this.withTitle = withTitle;
  }

  /**
   * Says that what follows belongs to a file within the file. Parsers of files with pages tell of
   * it after all of them, so it stands on none in particular.
   *
   * @return the page on which it stands
   */
  int enter() {
    inside++;
    pages.endParagraph();
    int where = page == 0 ? 1 : Page.NOWHERE;
    pages.turnTo(where);
    return where;
  }

  void leave() {
    inside--;
    pages.endParagraph();
    if (inside == 0) {
      pages.turnTo(Math.max(1, page));
    }
  }

  /** How many there have been so far. */
  int characters() {
    return pages.characters();
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes) {
    body |= name.equals("body");
    String kind = attributes.getValue("class");
    if (inside == 0 && kind != null && BEGINNINGS.contains(kind)) {
      pages.turnTo(++page);
    }
  }

  @Override
  public void endElement(String uri, String name, String qualified) {
    switch (name) {
      case "p", "div", "tr", "li", "h1", "h2", "h3", "title" -> pages.endParagraph();
      default -> {
        // stays on its line
      }
    }
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    if (body || withTitle) {
      pages.append(CharBuffer.wrap(characters, start, length));
    }
  }

  @Override
  public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
    characters(characters, start, length);
  }
}
