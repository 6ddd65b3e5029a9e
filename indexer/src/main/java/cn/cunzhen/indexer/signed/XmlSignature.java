package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.signed.Judgement;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.core.signed.SignerCheck;
import cn.cunzhen.indexer.inspect.Budget;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * One XML signature. The platform verifies it in its secure mode, after a look at what it asks for:
 * only references within the file, and only transforms that leave the content as it is.
 */
final class XmlSignature {
  private static final Set<String> TRANSFORMS =
      Set.of(
          Transform.ENVELOPED,
          Transform.BASE64,
          CanonicalizationMethod.INCLUSIVE,
          CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
          CanonicalizationMethod.EXCLUSIVE,
          CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS,
          CanonicalizationMethod.INCLUSIVE_11,
          CanonicalizationMethod.INCLUSIVE_11_WITH_COMMENTS);

  private final Element element;
  private final Budget budget;

  XmlSignature(Element element, Budget budget) {
    this.element = element;
    this.budget = budget;
  }

  /** Whether it is over the document, or over all that the document holds besides it. */
  boolean coversRoot() {
    Element root = element.getOwnerDocument().getDocumentElement();
    return references()
        .map(each -> each.getAttributeNS(null, "URI"))
        .anyMatch(uri -> uri.isEmpty() || isRoot(uri, root));
  }

  private boolean isRoot(String uri, Element root) {
    Element meant = element.getOwnerDocument().getElementById(uri.substring(1));
    if (meant == null) {
      return false;
    }
    boolean within = root.isSameNode(element) && root.isSameNode(meant.getParentNode());
    return meant.isSameNode(root) || (within && "Object".equals(meant.getLocalName()));
  }

  Judgement judge(SignerCheck signers) throws IOException {
    XmlSigner signer = XmlSigner.of(all("X509Certificate").map(Element::getTextContent).toList());
    Reason wrong = unfit();
    try {
      if (wrong == null) {
        wrong = verified(signer);
      }
    } catch (MarshalException | XMLSignatureException | RuntimeException e) {
      // What the secure mode refuses is not told from what is malformed.
      wrong = Reason.NOT_SUPPORTED;
    }
    return signer.judge(wrong, signers).orTime(time());
  }

  /** Why it isn't even tried. */
  private @Nullable Reason unfit() {
    List<String> uris = references().map(each -> each.getAttributeNS(null, "URI")).toList();
    boolean stated = references().allMatch(each -> each.hasAttributeNS(null, "URI"));
    if (uris.isEmpty()) {
      return Reason.FORMAT_FAILURE;
    }
    if (uris.stream().anyMatch(uri -> !uri.isEmpty() && !uri.startsWith("#"))) {
      return Reason.SIGNED_DATA_NOT_FOUND;
    }
    boolean plain =
        references()
            .flatMap(each -> descendants(each, "Transform"))
            .allMatch(XmlSignature::leavesContent);
    return stated && plain ? null : Reason.NOT_SUPPORTED;
  }

  private static boolean leavesContent(Element transform) {
    String algorithm = transform.getAttributeNS(null, "Algorithm");
    return TRANSFORMS.contains(algorithm)
        || (algorithm.equals(Transform.XPATH2) && leavesOutSignatures(transform));
  }

  /** The one filter (XML-Signature XPath Filter 2.0) that only says "enveloped" otherwise. */
  private static boolean leavesOutSignatures(Element transform) {
    List<Element> filters = elements(transform.getElementsByTagNameNS("*", "*")).toList();
    return filters.size() == 1
        && filters.getFirst().getAttributeNS(null, "Filter").equals("subtract")
        && filters.getFirst().getTextContent().strip().equals("/descendant::ds:Signature")
        && XMLSignature.XMLNS.equals(filters.getFirst().lookupNamespaceURI("ds"));
  }

  /** What is wrong with content or value; null where nothing is. */
  private @Nullable Reason verified(XmlSigner signer)
      throws MarshalException, XMLSignatureException, IOException {
    DOMValidateContext context = new DOMValidateContext(signer.selector(), element);
    context.setProperty("org.jcp.xml.dsig.secureValidation", true);
    XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
    for (Reference reference : signature.getSignedInfo().getReferences()) {
      budget.checkTime();
      if (!reference.validate(context)) {
        return Reason.HASH_FAILURE;
      }
    }
    if (!signer.known()) {
      return Reason.NO_SIGNING_CERTIFICATE_FOUND;
    }
    return signature.getSignatureValue().validate(context) ? null : Reason.SIG_CRYPTO_FAILURE;
  }

  /** XAdES, 5.2.1. */
  private @Nullable Instant time() {
    return elements(element.getElementsByTagNameNS("*", "SigningTime"))
        .findFirst()
        .map(each -> ClaimedTime.read(each.getTextContent().strip()))
        .orElse(null);
  }

  private Stream<Element> references() {
    return all("SignedInfo").limit(1).flatMap(info -> descendants(info, "Reference"));
  }

  private Stream<Element> all(String name) {
    return descendants(element, name);
  }

  private static Stream<Element> descendants(Element from, String name) {
    return elements(from.getElementsByTagNameNS(XMLSignature.XMLNS, name));
  }

  private static Stream<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements.stream();
  }
}
