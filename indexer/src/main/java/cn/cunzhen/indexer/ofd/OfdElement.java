package cn.cunzhen.indexer.ofd;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An XML element with all that is in it, known by its local name. */
final class OfdElement {
  private static final int MOST = 1_000_000;
  private static final int DEEPEST = 64;

  private final String name;
  private final Map<String, String> attributes = new HashMap<>();
  private final List<OfdElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private OfdElement(XMLStreamReader xml) {
    this.name = xml.getLocalName();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
  }

  /**
   * Reads the root of a part.
   *
   * @throws IOException if it is no XML, or too much of it
   */
  static OfdElement read(InputStream part) throws IOException {
    try {
      XMLStreamReader xml = SafeXml.over(part);
      Deque<OfdElement> open = new ArrayDeque<>();
      int count = 0;
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            OfdElement element = new OfdElement(xml);
            if (count++ > MOST || open.size() > DEEPEST) {
              throw new IOException("a part of too many elements");
            }
            if (!open.isEmpty()) {
              open.getLast().children.add(element);
            }
            open.addLast(element);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              open.getLast().text.append(xml.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            OfdElement element = open.removeLast();
            if (open.isEmpty()) {
              return element;
            }
          }
          default -> {
            // nothing else matters
          }
        }
      }
      throw new IOException("a part without an element");
    } catch (XMLStreamException e) {
      throw new IOException("a part that is no XML", e);
    }
  }

  String name() {
    return name;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  /** An attribute's value; empty where it is absent. */
  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** Whether an attribute says so; the given where it says nothing. */
  boolean truth(String attribute, boolean otherwise) {
    return has(attribute) ? attribute(attribute).equals("true") : otherwise;
  }

  double number(String attribute, double otherwise) {
    return Numbers.number(attribute(attribute), otherwise);
  }

  List<OfdElement> children() {
    return children;
  }

  Stream<OfdElement> children(String of) {
    return children.stream().filter(child -> child.is(of));
  }

  Optional<OfdElement> child(String of) {
    return children(of).findFirst();
  }

  /** The text of a child; empty where there is none. */
  String textOf(String of) {
    return child(of).map(OfdElement::text).map(String::strip).orElse("");
  }

  /** The characters that stand in it directly. */
  String text() {
    return text.toString();
  }
}
