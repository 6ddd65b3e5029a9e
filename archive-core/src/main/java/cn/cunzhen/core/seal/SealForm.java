package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;

/** All that determines a seal: everything else about its encoding is fixed. */
final class SealForm {
  private final SealSuite suite;
  private final List<X509CertificateHolder> certificates;
  private final Bytes contentDigest;
  private final Instant signedAt;
  private final DERSet attributes;
  private final Bytes signedAttributes;
  private final Bytes signature;

  /**
   * @param certificates the signer's first
   * @param contentDigest of the content, by the suite's digest
   * @param signedAt in whole seconds
   * @param signature over {@link #signedAttributes()}
   */
  SealForm(
      SealSuite suite,
      List<X509CertificateHolder> certificates,
      Bytes contentDigest,
      Instant signedAt,
      Bytes signature) {
    this.suite = suite;
    this.certificates = List.copyOf(certificates);
    this.contentDigest = contentDigest;
    this.signedAt = signedAt;
    this.attributes = attributes(suite, certificates.getFirst(), contentDigest, signedAt);
    this.signedAttributes = SealAttributes.der(attributes);
    this.signature = signature;
  }

  private SealForm(SealForm unsigned, Bytes signature) {
    this.suite = unsigned.suite;
    this.certificates = unsigned.certificates;
    this.contentDigest = unsigned.contentDigest;
    this.signedAt = unsigned.signedAt;
    this.attributes = unsigned.attributes;
    this.signedAttributes = unsigned.signedAttributes;
    this.signature = signature;
  }

  /** A seal of the key's, signed. */
  static SealForm sign(SigningKey key, Bytes contentDigest, Instant signedAt) {
    Bytes none = Bytes.of(new byte[0]);
    SealForm unsigned = new SealForm(key.suite(), key.chain(), contentDigest, signedAt, none);
    byte[] signature = key.sign(unsigned.signedAttributes.toArray());
    return new SealForm(unsigned, Bytes.of(signature));
  }

  SealSuite suite() {
    return suite;
  }

  List<X509CertificateHolder> certificates() {
    return certificates;
  }

  Bytes contentDigest() {
    return contentDigest;
  }

  Instant signedAt() {
    return signedAt;
  }

  Bytes signature() {
    return signature;
  }

  /** The seal: RFC 5652 §5 in DER. */
  Bytes format() {
    SignedData data =
        new SignedData(
            new DERSet(suite.digestAlgorithm()),
            new ContentInfo(CMSObjectIdentifiers.data, null),
            new DERSet(
                certificates.stream()
                    .map(X509CertificateHolder::toASN1Structure)
                    .toArray(ASN1Encodable[]::new)),
            null,
            new DERSet(signerInfo()));
    return SealAttributes.der(new ContentInfo(CMSObjectIdentifiers.signedData, data));
  }

  private SignerInfo signerInfo() {
    return new SignerInfo(
        new SignerIdentifier(new IssuerAndSerialNumber(signer().toASN1Structure())),
        suite.digestAlgorithm(),
        attributes,
        suite.signatureAlgorithm(),
        new DEROctetString(signature.toArray()),
        null);
  }

  /** What is signed: the attributes as a SET OF (RFC 5652 §5.4). */
  Bytes signedAttributes() {
    return signedAttributes;
  }

  boolean sameAttributes(ASN1Set others) {
    return SealAttributes.der(others).equals(signedAttributes);
  }

  X509CertificateHolder signer() {
    return certificates.getFirst();
  }

  /** The four attributes of CAdES-B-B (EN 319 122-1 §6.3) and no other. */
  private static DERSet attributes(
      SealSuite suite, X509CertificateHolder signer, Bytes contentDigest, Instant signedAt) {
    ASN1EncodableVector attributes = SealAttributes.of(suite, signer, contentDigest);
    attributes.add(
        SealAttributes.attribute(CMSAttributes.signingTime, new Time(Date.from(signedAt))));
    return new DERSet(attributes);
  }
}
