package cn.cunzhen.indexer.ofd;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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
      while (xml.next() != XMLStreamConstants.START_ELEMENT) {
        // what stands before the root says nothing
      }
      return read(xml);
    } catch (XMLStreamException | NoSuchElementException e) {
      throw new IOException("a part that is no XML", e);
    }
  }

  private static OfdElement read(XMLStreamReader xml) throws IOException, XMLStreamException {
    OfdElement root = new OfdElement(xml);
    Deque<OfdElement> open = new ArrayDeque<>(List.of(root));
    for (int count = 0; !open.isEmpty(); ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          OfdElement element = new OfdElement(xml);
          open.getLast().children.add(element);
          open.addLast(element);
          count++;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            open.getLast().text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> open.removeLast();
        default -> {
          // nothing else matters
        }
      }
      if (count > MOST || open.size() > DEEPEST) {
        throw new IOException("a part of too many elements");
      }
    }
    return root;
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
