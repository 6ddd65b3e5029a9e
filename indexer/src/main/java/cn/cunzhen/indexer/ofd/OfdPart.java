package cn.cunzhen.indexer.ofd;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One XML part, element after element.
 *
 * <p>Elements are known by their local names, since not all writers use the standard's namespace.
 */
public record OfdPart(InputStream content, XMLStreamReader xml) implements AutoCloseable {
  public OfdPart(InputStream content) throws XMLStreamException {
    this(content, SafeXml.over(content));
  }

  public boolean nextElement() throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT) {
        return true;
      }
    }
    return false;
  }

  public boolean is(String name) {
    return xml.getLocalName().equals(name);
  }

  /** An attribute's value; empty where it is absent. */
  public String attribute(String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
