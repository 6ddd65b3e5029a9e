package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.core.signed.SignerCheck;
import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The signatures of an XML file over itself (XML Signature 1.1; XAdES without its properties):
 * enveloped ones and enveloping ones.
 */
final class SignedXml implements SignedForm {
  private static final int LARGEST = 4 << 20;
  private static final byte[] NAMESPACE = XMLSignature.XMLNS.getBytes(US_ASCII);
  private static final byte[] VALUE = "SignatureValue".getBytes(US_ASCII);

  private final SignerCheck signers;

  SignedXml(SignerCheck signers) {
    this.signers = signers;
  }

  @Override
  public Kind kind() {
    return Kind.XML;
  }

  @Override
  public boolean maybeIn(BoundedFile file) throws IOException {
    return file.indexOf(NAMESPACE, 0, file.size()) >= 0 && file.indexOf(VALUE, 0, file.size()) >= 0;
  }

  @Override
  public void verify(BoundedFile file, Verdicts to) throws IOException {
    if (file.size() > LARGEST) {
      to.add(Reason.BOUND_REACHED);
      return;
    }
    byte[] bytes = file.slice(0, (int) file.size());
    Optional<Document> document = XmlDocument.read(new ByteArrayInputStream(bytes));
    if (document.isEmpty()) {
      to.add(Reason.FORMAT_FAILURE);
      return;
    }
    verify(document.get(), file, to);
  }

  private void verify(Document document, BoundedFile file, Verdicts to) throws IOException {
    boolean unique = XmlDocument.registerIds(document);
    NodeList found = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
    for (int i = 0; i < found.getLength(); i++) {
      Element element = (Element) found.item(i);
      if (isWithinAnother(element)) {
        continue; // a counter-signature: it speaks for the other signature, not for the file
      }
      if (!unique) {
        to.add(Reason.FORMAT_FAILURE);
        continue;
      }
      XmlSignature signature = new XmlSignature(element, file.budget());
      Covers covers = signature.coversRoot() ? Covers.WHOLE : Covers.PART;
      to.add(List.of(signature.judge(signers)), covers, 0);
    }
  }

  private static boolean isWithinAnother(Element element) {
    for (Node at = element.getParentNode(); at != null; at = at.getParentNode()) {
      if ("Signature".equals(at.getLocalName())
          && XMLSignature.XMLNS.equals(at.getNamespaceURI())) {
        return true;
      }
    }
    return false;
  }
}
