package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.ofd.SafeXml;
import java.io.Reader;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The characters of an XML document, a line for each element that has some. */
final class XmlText {
  private XmlText() {}

  static void read(Reader reader, Pages pages) throws XMLStreamException, PagesFullException {
    XMLStreamReader xml = SafeXml.over(reader);
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
