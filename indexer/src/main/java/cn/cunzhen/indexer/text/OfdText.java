package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.ofd.OfdPackage;
import cn.cunzhen.indexer.ofd.OfdPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The text of an OFD file (GB/T 33190-2016), page by page, with that of the templates beneath. */
final class OfdText {
  private static final int MOST_PAGES = 10_000;

  private final OfdPackage parts;
  private final Pages pages;
  private int number;

  private OfdText(OfdPackage parts, Pages pages) {
    this.parts = parts;
    this.pages = pages;
  }

  static void read(Path file, Pages pages)
      throws IOException, XMLStreamException, PagesFullException {
    try (OfdPackage parts = new OfdPackage(file)) {
      OfdText ofd = new OfdText(parts, pages);
      for (String root : ofd.roots()) {
        ofd.readDocument(OfdPackage.resolve("", root));
      }
    }
  }

  private List<String> roots() throws IOException, XMLStreamException {
    List<String> roots = new ArrayList<>();
    try (OfdPart part = part("OFD.xml")) {
      while (part.nextElement()) {
        if (part.is("DocRoot")) {
          roots.add(part.xml().getElementText().strip());
        }
      }
    }
    return roots;
  }

  private void readDocument(String location)
      throws IOException, XMLStreamException, PagesFullException {
    Map<String, String> templates = new HashMap<>();
    List<String> contents = new ArrayList<>();
    try (OfdPart part = part(location)) {
      while (part.nextElement()) {
        String content = part.attribute("BaseLoc");
        if (part.is("TemplatePage")) {
          templates.put(part.attribute("ID"), OfdPackage.resolve(location, content));
        } else if (part.is("Page")) {
          contents.add(OfdPackage.resolve(location, content));
        }
      }
    }
    for (String content : contents.subList(0, Math.min(contents.size(), MOST_PAGES))) {
      pages.turnTo(++number);
      readPage(content, templates);
    }
  }

  /** A page's templates come first, as they lie beneath it. */
  private void readPage(String location, Map<String, String> templates)
      throws IOException, XMLStreamException, PagesFullException {
    Optional<InputStream> content = parts.open(location);
    if (content.isEmpty()) {
      return;
    }
    Map<String, String> used = new LinkedHashMap<>();
    OfdLines lines = new OfdLines(pages);
    try (OfdPart part = new OfdPart(content.get())) {
      while (part.nextElement()) {
        String template = part.attribute("TemplateID");
        if (part.is("Template")
            && templates.containsKey(template)
            && used.put(template, "") == null) {
          readPage(templates.get(template), Map.of());
        }
        lines.take(part);
      }
    }
    pages.endParagraph();
  }

  private OfdPart part(String location) throws IOException, XMLStreamException {
    Optional<InputStream> content = parts.open(location);
    if (content.isEmpty()) {
      throw new IOException("a part is missing");
    }
    return new OfdPart(content.get());
  }
}
