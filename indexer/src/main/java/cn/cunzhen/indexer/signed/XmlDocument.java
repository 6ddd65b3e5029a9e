package cn.cunzhen.indexer.signed;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** XML as a tree, without document types, entities or anything outside of the file. */
final class XmlDocument {
  private static final String DEEPEST = "100";
  private static final Set<String> ID_NAMES = Set.of("Id", "ID", "id");

  private XmlDocument() {}

  /** The tree; empty where it is not well-formed, nested too deep, or has a document type. */
  static Optional<Document> read(InputStream in) throws IOException {
    try {
      DocumentBuilder builder = factory().newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // which throws, and prints nothing
      return Optional.of(builder.parse(in));
    } catch (SAXException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the platform's parser knows these features", e);
    }
  }

  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
    return factory;
  }

  /**
   * Makes elements known by their ids, so that references find them.
   *
   * @return whether no id stands twice, so that nobody can mean another element than was signed
   */
  static boolean registerIds(Document document) {
    Set<String> seen = new HashSet<>();
    boolean unique = true;
    Deque<Node> open = new ArrayDeque<>();
    open.push(document.getDocumentElement());
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Element element) {
        unique &= registerId(element, seen);
      }
      for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
        open.push(child);
      }
    }
    return unique;
  }

  private static boolean registerId(Element element, Set<String> seen) {
    boolean unique = true;
    for (String name : ID_NAMES) {
      if (element.hasAttributeNS(null, name)) {
        element.setIdAttributeNS(null, name, true);
        unique &= seen.add(element.getAttributeNS(null, name));
      }
    }
    return unique;
  }
}
