package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class SignedXmlTest {
  private static final String CONTENT =
      "<form><part Id=\"p\"><name>王小明</name></part><note>x</note></form>";

  @TempDir private Path folder;

  @Test
  void anEnvelopedSignaturePassesUntilAWordIsChanged() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);
    String signed = sign("");

    FileSignature found = found(signed, signer.anchors());

    assertThat(found.reason()).isNull();
    assertThat(found.signer()).isEqualTo("CN=Signer");
    assertThat(found.covers()).isEqualTo(Covers.WHOLE);
    assertThat(reason(signed.replace("小明", "小红"))).isEqualTo(Reason.HASH_FAILURE);
    assertThat(reason(signed)).isEqualTo(Reason.NO_CERTIFICATE_CHAIN_FOUND);
  }

  @Test
  void anotherSignatureValueFails() throws Exception {
    new OpenSslSigner(folder);
    String signed = sign("");
    int at = signed.indexOf("SignatureValue>") + 40;
    char other = signed.charAt(at) == 'A' ? 'B' : 'A';

    assertThat(reason(signed.substring(0, at) + other + signed.substring(at + 1)))
        .isEqualTo(Reason.SIG_CRYPTO_FAILURE);
  }

  @Test
  void aSignatureOverAPartIsSaidToCoverAPart() throws Exception {
    OpenSslSigner signer = new OpenSslSigner(folder);
    String signed = sign("#p");

    assertThat(found(signed, signer.anchors()).covers()).isEqualTo(Covers.PART);
    assertThat(reason(signed.replace("<note>x", "<note>y")))
        .isEqualTo(Reason.NO_CERTIFICATE_CHAIN_FOUND);
  }

  @Test
  void whatStandsTwiceUnderOneIdIsMalformed() throws Exception {
    new OpenSslSigner(folder);

    String wrapped = sign("#p").replace("<note>x</note>", "<part Id=\"p\"/>");

    assertThat(reason(wrapped)).isEqualTo(Reason.FORMAT_FAILURE);
  }

  @Test
  void documentTypesTransformsAndOtherFilesAreNotFollowed() throws Exception {
    new OpenSslSigner(folder);
    String signed = sign("");
    String entity = "<!DOCTYPE form [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";

    assertThat(reason(entity + signed.substring(signed.indexOf("<form"))))
        .isEqualTo(Reason.FORMAT_FAILURE);
    assertThat(reason(signed.replace("URI=\"\"", "URI=\"file:///etc/hostname\"")))
        .isEqualTo(Reason.SIGNED_DATA_NOT_FOUND);
    assertThat(reason(signed.replace(Transform.ENVELOPED, Transform.XSLT)))
        .isEqualTo(Reason.NOT_SUPPORTED);
  }

  @Test
  void whatOnlySpeaksOfSignaturesIsNotSigned() throws IOException {
    String about = "<a xmlns:ds='http://www.w3.org/2000/09/xmldsig#'>SignatureValue</a>";

    assertThat(Signed.signatures("a.xml", about.getBytes(UTF_8))).isEmpty();
  }

  private static FileSignature found(String xml, Anchors anchors) throws IOException {
    return Signed.inspect("a.xml", xml.getBytes(UTF_8), anchors).signatures().getFirst();
  }

  private static @Nullable Reason reason(String xml) throws IOException {
    return found(xml, Anchors.NONE).reason();
  }

  /** Signs the content with the platform, over the reference. */
  private String sign(String uri) throws Exception {
    Document document =
        XmlDocument.read(new ByteArrayInputStream(CONTENT.getBytes(UTF_8))).orElseThrow();
    XmlDocument.registerIds(document);
    XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    List<Transform> transforms =
        List.of(factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null));
    Reference reference =
        factory.newReference(
            uri, factory.newDigestMethod(DigestMethod.SHA256, null), transforms, null, null);
    SignedInfo info =
        factory.newSignedInfo(
            factory.newCanonicalizationMethod(
                CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
            factory.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
            List.of(reference));
    factory
        .newXMLSignature(info, keyInfo(factory))
        .sign(new DOMSignContext(key(), document.getDocumentElement()));
    StringWriter text = new StringWriter();
    Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    transformer.transform(new DOMSource(document), new StreamResult(text));
    return text.toString();
  }

  private KeyInfo keyInfo(XMLSignatureFactory factory) throws Exception {
    KeyInfoFactory infos = factory.getKeyInfoFactory();
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(folder.resolve("signer.pem")));
    return infos.newKeyInfo(List.of(infos.newX509Data(List.of(certificate))));
  }

  private PrivateKey key() throws Exception {
    String pem = Files.readString(folder.resolve("signer.key"));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
