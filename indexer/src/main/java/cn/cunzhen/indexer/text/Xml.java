package cn.cunzhen.indexer.text;

import java.io.InputStream;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML, read forward, without entities, document types or anything outside of the file. */
final class Xml {
  private static final XMLInputFactory FACTORY = factory();

  private Xml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /** Reads bytes in the encoding that they declare. */
  static XMLStreamReader over(InputStream in) throws XMLStreamException {
    return FACTORY.createXMLStreamReader(in);
  }

  /** Reads the characters of a document, a line for each element that has some. */
  static void read(Reader reader, Pages pages) throws XMLStreamException, PagesFullException {
    XMLStreamReader xml = FACTORY.createXMLStreamReader(reader);
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> pages.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> pages.endParagraph();
        default -> {
          // nothing else is text
        }
      }
    }
  }
}
