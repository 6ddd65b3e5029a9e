package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A seal that stands inside of the document that it is over: CMS as PAdES B-T wants it (ETSI EN 319
 * 142-1 §6.3), ECDSA on P-256, with a time stamp of the signature and without a time of its own.
 *
 * @param certificates the signer's first
 * @param digest of what is sealed
 * @param signature over the signed attributes
 * @param stamp of the signature
 * @param size how many bytes it takes: the document had room for them before there was a seal
 */
record DocumentSeal(
    List<X509CertificateHolder> certificates,
    Sha256 digest,
    Bytes signature,
    TimeStamp stamp,
    int size) {
  private static final SealSuite SUITE = SealSuite.P256;
  private static final ASN1ObjectIdentifier STAMP =
      PKCSObjectIdentifiers.id_aa_signatureTimeStampToken;

  /**
   * An attribute of zeros: so nothing stands behind the seal, which some readers would refuse. Its
   * identifier is made of a random UUID (Rec. ITU-T X.667).
   */
  private static final ASN1ObjectIdentifier FILLING =
      new ASN1ObjectIdentifier("2.25.81617332831218084877108556155545360985");

  /** With so many zeros or more, every length around them takes two bytes. */
  private static final int LEAST_FILLING = 256;

  DocumentSeal {
    certificates = List.copyOf(certificates);
    if (size > 0xffff) {
      throw new IllegalArgumentException("too large for a seal");
    }
  }

  /** Whether what it says fits into its size. */
  boolean fits() {
    return format(LEAST_FILLING).size() <= size;
  }

  /** What a signer signs, whoever stamps it then. */
  static Bytes signedAttributes(X509CertificateHolder signer, Sha256 digest) {
    return SealAttributes.der(attributes(signer, digest));
  }

  /** What the time stamp is over (RFC 3161, appendix A). */
  static Sha256 imprint(Bytes signature) {
    return Sha256.of(signature);
  }

  X509CertificateHolder signer() {
    return certificates.getFirst();
  }

  Bytes signedAttributes() {
    return signedAttributes(signer(), digest);
  }

  private static DERSet attributes(X509CertificateHolder signer, Sha256 digest) {
    return new DERSet(SealAttributes.of(SUITE, signer, digest.bytes()));
  }

  /**
   * Its encoding in DER; everything in it is determined by its parts.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  Bytes format() {
    int filling = size - format(LEAST_FILLING).size() + LEAST_FILLING;
    if (filling < LEAST_FILLING) {
      throw new IllegalArgumentException("a seal that does not fit");
    }
    return format(filling);
  }

  private Bytes format(int filling) {
    SignedData data =
        new SignedData(
            new DERSet(SUITE.digestAlgorithm()),
            new ContentInfo(CMSObjectIdentifiers.data, null),
            new DERSet(
                certificates.stream()
                    .map(X509CertificateHolder::toASN1Structure)
                    .toArray(ASN1Encodable[]::new)),
            null,
            new DERSet(signerInfo(filling)));
    return SealAttributes.der(new ContentInfo(CMSObjectIdentifiers.signedData, data));
  }

  private SignerInfo signerInfo(int filling) {
    ASN1EncodableVector unsigned = new ASN1EncodableVector();
    unsigned.add(SealAttributes.attribute(STAMP, framed(stamp)));
    unsigned.add(SealAttributes.attribute(FILLING, new DEROctetString(new byte[filling])));
    return new SignerInfo(
        new SignerIdentifier(new IssuerAndSerialNumber(signer().toASN1Structure())),
        SUITE.digestAlgorithm(),
        attributes(signer(), digest),
        SUITE.signatureAlgorithm(),
        new DEROctetString(signature.toArray()),
        new DERSet(unsigned));
  }

  /** The token, and around what is signed in it only what that determines (RFC 5652 §5). */
  private static ContentInfo framed(TimeStamp stamp) {
    ContentInfo token = ContentInfo.getInstance(stamp.der().toArray());
    SignedData data = SignedData.getInstance(token.getContent());
    byte[] said = ASN1OctetString.getInstance(data.getEncapContentInfo().getContent()).getOctets();
    SignerInfo signer = SignerInfo.getInstance(only(data.getSignerInfos()));
    return new ContentInfo(
        CMSObjectIdentifiers.signedData,
        new SignedData(
            new DERSet(signer.getDigestAlgorithm()),
            new ContentInfo(PKCSObjectIdentifiers.id_ct_TSTInfo, new DEROctetString(said)),
            data.getCertificates(),
            null,
            new DERSet(framed(signer, stamp.certificates().getFirst()))));
  }

  private static SignerInfo framed(SignerInfo signer, X509CertificateHolder certificate) {
    SignerIdentifier id =
        new SignerIdentifier(new IssuerAndSerialNumber(certificate.toASN1Structure()));
    return new SignerInfo(
        signer.getSID().isTagged() ? signer.getSID() : id,
        signer.getDigestAlgorithm(),
        signer.getAuthenticatedAttributes(),
        signer.getDigestEncryptionAlgorithm(),
        signer.getEncryptedDigest(),
        null);
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static DocumentSeal parse(Bytes der) {
    DocumentSeal seal;
    try {
      ContentInfo outer = ContentInfo.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
      SignedData data = SignedData.getInstance(outer.getContent());
      seal = parse(data, SignerInfo.getInstance(only(data.getSignerInfos())), der.size());
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle decodes lazily, and says by whatever exception comes that it can't.
      throw new IllegalArgumentException("not a seal of a document", e);
    }
    if (!seal.fits() || !seal.format().equals(der)) {
      throw new IllegalArgumentException("not a seal of a document in its one form");
    }
    return seal;
  }

  private static DocumentSeal parse(SignedData data, SignerInfo signer, int size) {
    AttributeTable signed = new AttributeTable(signer.getAuthenticatedAttributes());
    AttributeTable unsigned = new AttributeTable(signer.getUnauthenticatedAttributes());
    ASN1OctetString digest =
        ASN1OctetString.getInstance(only(signed.get(CMSAttributes.messageDigest).getAttrValues()));
    return new DocumentSeal(
        certificates(data, signer),
        new Sha256(Bytes.of(digest.getOctets())),
        Bytes.of(signer.getEncryptedDigest().getOctets()),
        TimeStamp.parse(SealAttributes.der(only(unsigned.get(STAMP).getAttrValues()))),
        size);
  }

  private static List<X509CertificateHolder> certificates(SignedData data, SignerInfo signer) {
    IssuerAndSerialNumber id = IssuerAndSerialNumber.getInstance(signer.getSID().getId());
    List<X509CertificateHolder> certificates = new ArrayList<>();
    for (ASN1Encodable each : data.getCertificates()) {
      X509CertificateHolder certificate = new X509CertificateHolder(Certificate.getInstance(each));
      boolean signers =
          certificate.getIssuer().equals(id.getName())
              && certificate.getSerialNumber().equals(id.getSerialNumber().getValue());
      certificates.add(signers ? 0 : certificates.size(), certificate);
    }
    return certificates;
  }

  private static ASN1Encodable only(ASN1Set set) {
    if (set.size() != 1) {
      throw new IllegalArgumentException("there is one, and one only");
    }
    return set.getObjectAt(0);
  }
}
