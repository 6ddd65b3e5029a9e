package cn.cunzhen.indexer.signed;

import cn.cunzhen.indexer.ofd.OfdPackage;
import cn.cunzhen.indexer.ofd.SafeXml;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a Signature.xml says (GB/T 33190, 18.2).
 *
 * @param value where the signature lies; empty where it does not say
 * @param time as it stands there
 * @param method how the parts are digested: a name or an object identifier
 */
record OfdSignature(String value, String time, String method, List<Reference> references) {
  private static final String DEFAULT_METHOD = "MD5";

  OfdSignature {
    references = List.copyOf(references);
  }

  /**
   * A part that is covered.
   *
   * @param digest in base64
   */
  record Reference(String location, String digest) {}

  /** Reads it; locations are those in the package. */
  static OfdSignature read(String location, byte[] xml) throws XMLStreamException {
    XMLStreamReader reader = SafeXml.over(new ByteArrayInputStream(xml));
    String value = "";
    String time = "";
    String method = DEFAULT_METHOD;
    List<Reference> references = new ArrayList<>();
    String file = "";
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (reader.getLocalName()) {
        case "References" -> method = attribute(reader, "CheckMethod", DEFAULT_METHOD);
        case "Reference" -> file = attribute(reader, "FileRef", "");
        case "CheckValue" ->
            references.add(
                new Reference(OfdPackage.resolve(location, file), reader.getElementText().strip()));
        case "SignatureDateTime" -> time = reader.getElementText().strip();
        case "SignedValue" -> value = OfdPackage.resolve(location, reader.getElementText().strip());
        default -> {
          // says nothing about what is signed
        }
      }
    }
    return new OfdSignature(value, time, method, references);
  }

  /** The locations that a list names in an attribute or as text of elements of this name. */
  static List<String> locations(String list, byte[] xml, String element, boolean inAttribute)
      throws XMLStreamException {
    XMLStreamReader reader = SafeXml.over(new ByteArrayInputStream(xml));
    List<String> found = new ArrayList<>();
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT
          && reader.getLocalName().equals(element)) {
        String location =
            inAttribute ? attribute(reader, "BaseLoc", "") : reader.getElementText().strip();
        found.add(OfdPackage.resolve(list, location));
      }
    }
    return found;
  }

  private static String attribute(XMLStreamReader reader, String name, String preset) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? preset : value.strip();
  }
}
