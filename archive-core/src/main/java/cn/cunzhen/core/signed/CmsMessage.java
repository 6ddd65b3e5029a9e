package cn.cunzhen.core.signed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A CMS message with signatures (RFC 5652, 5; GM/T 0010 for SM2), in DER or BER, decoded.
 *
 * <p>Nesting beyond what Bouncy Castle takes is malformed; what follows the message is passed over,
 * since PDF pads it.
 */
public final class CmsMessage {
  private static final Set<ASN1ObjectIdentifier> SIGNED_DATA =
      Set.of(CMSObjectIdentifiers.signedData, new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.2"));

  private static final List<ASN1ObjectIdentifier> DATA =
      List.of(CMSObjectIdentifiers.data, new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.1"));

  private final ASN1ObjectIdentifier contentType;
  private final byte @Nullable [] content;
  private final List<SignerInfo> signers;
  private final List<X509CertificateHolder> certificates;

  private CmsMessage(SignedData data) throws IOException {
    this.contentType = data.getEncapContentInfo().getContentType();
    this.content = octets(data.getEncapContentInfo().getContent());
    this.signers = new ArrayList<>();
    data.getSignerInfos().forEach(each -> signers.add(SignerInfo.getInstance(each)));
    this.certificates = certificates(data.getCertificates());
  }

  /** Whether the bytes begin as such a message does; the rest may be anything. */
  public static boolean begins(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != 0x30) {
      return false;
    }
    int length = bytes[1] & 0xff;
    int at = 2 + (length > 0x80 ? length & 0x7f : 0);
    return SIGNED_DATA.stream().anyMatch(oid -> startsWith(bytes, at, der(oid)));
  }

  /**
   * Decodes a message.
   *
   * @throws MalformedSignatureException if it is none
   */
  public static CmsMessage parse(byte[] bytes) throws MalformedSignatureException {
    try (ASN1InputStream in = new ASN1InputStream(bytes)) {
      ASN1Primitive decoded = in.readObject();
      ContentInfo outer = ContentInfo.getInstance(decoded);
      if (outer == null || !SIGNED_DATA.contains(outer.getContentType())) {
        throw new MalformedSignatureException("not a signed message");
      }
      return new CmsMessage(SignedData.getInstance(outer.getContent()));
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle says by whatever exception comes that it can't decode.
      throw new MalformedSignatureException("not a CMS message", e);
    }
  }

  /** Whether an attribute names this message's type of content; plain data have two names. */
  boolean isOf(@Nullable ASN1ObjectIdentifier type) {
    return contentType.equals(type)
        || (type != null && DATA.contains(contentType) && DATA.contains(type));
  }

  List<SignerInfo> signers() {
    return signers;
  }

  List<X509CertificateHolder> certificates() {
    return certificates;
  }

  /** What is signed, where the message holds it; empty where it is elsewhere. */
  Optional<byte[]> content() {
    return Optional.ofNullable(content);
  }

  /** Whether it holds what is signed, and not only a digest or a time stamp of it. */
  public boolean hasContent() {
    return content != null && !contentType.equals(PKCSObjectIdentifiers.id_ct_TSTInfo);
  }

  /** Whether anybody signed at all: some messages only carry certificates. */
  public boolean hasSigners() {
    return !signers.isEmpty();
  }

  private static byte @Nullable [] octets(@Nullable ASN1Encodable content) throws IOException {
    if (content == null || content instanceof ASN1OctetString) {
      return content == null ? null : ((ASN1OctetString) content).getOctets();
    }
    // PKCS #7 signs what stands behind tag and length, whatever it is.
    byte[] encoded = content.toASN1Primitive().getEncoded("DER");
    int header = (encoded[1] & 0x80) == 0 ? 2 : 2 + (encoded[1] & 0x7f);
    return Arrays.copyOfRange(encoded, header, encoded.length);
  }

  /** Those that are X.509; the other choices of RFC 5652, 10.2.2 are not used for signers. */
  private static List<X509CertificateHolder> certificates(@Nullable ASN1Set inside) {
    List<X509CertificateHolder> certificates = new ArrayList<>();
    for (ASN1Encodable each : inside == null ? new ASN1Encodable[0] : inside.toArray()) {
      if (each.toASN1Primitive() instanceof ASN1Sequence sequence) {
        certificates.add(new X509CertificateHolder(Certificate.getInstance(sequence)));
      }
    }
    return certificates;
  }

  private static byte[] der(ASN1ObjectIdentifier oid) {
    try {
      return oid.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("an identifier can be encoded", e);
    }
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] expected) {
    return at + expected.length <= bytes.length
        && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
  }
}
