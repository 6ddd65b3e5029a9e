package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;

/** What every signature of the archive says of itself in signed attributes. */
final class SealAttributes {
  private SealAttributes() {}

  /** Content type, digest, and which certificate is the signer's (RFC 5652 §11, RFC 5035). */
  static ASN1EncodableVector of(
      SealSuite suite, X509CertificateHolder signer, Bytes contentDigest) {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(attribute(CMSAttributes.contentType, CMSObjectIdentifiers.data));
    attributes.add(
        attribute(CMSAttributes.messageDigest, new DEROctetString(contentDigest.toArray())));
    attributes.add(
        attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new SigningCertificateV2(reference(suite, signer))));
    return attributes;
  }

  private static ESSCertIDv2 reference(SealSuite suite, X509CertificateHolder signer) {
    byte[] certificate = Certificates.der(signer);
    IssuerSerial serial = new IssuerSerial(signer.getIssuer(), signer.getSerialNumber());
    return switch (suite) {
      // SHA-256 is the default of RFC 5035 §4, which DER leaves out.
      case P256 -> new ESSCertIDv2(Sha256.of(certificate).bytes().toArray(), serial);
      case SM2, ML_DSA ->
          new ESSCertIDv2(
              suite.digestAlgorithm(), suite.digest(Bytes.of(certificate)).toArray(), serial);
    };
  }

  static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }

  static Bytes der(ASN1Encodable value) {
    try {
      return Bytes.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
