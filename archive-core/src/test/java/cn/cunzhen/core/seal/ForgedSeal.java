package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** A seal made by someone who has the key and does not keep to the form. */
final class ForgedSeal {
  final List<Attribute> attributes = new ArrayList<>();
  final List<X509CertificateHolder> certificates = new ArrayList<>();
  AlgorithmIdentifier digestAlgorithm;
  AlgorithmIdentifier signatureAlgorithm;
  @Nullable ASN1Encodable content;
  @Nullable CertificateList revocations;
  @Nullable Attribute unsigned;
  int signers = 1;
  String encoding = ASN1Encoding.DER;

  private final SigningKey key;

  /** By itself, what {@link Sealer} makes. */
  ForgedSeal(SigningKey key, Bytes sealed, Instant time) {
    this.key = key;
    digestAlgorithm = key.suite().digestAlgorithm();
    signatureAlgorithm = key.suite().signatureAlgorithm();
    certificates.addAll(key.chain());
    X509CertificateHolder signer = key.certificate();
    attribute(CMSAttributes.contentType, CMSObjectIdentifiers.data);
    attribute(CMSAttributes.signingTime, new Time(Date.from(time)));
    attribute(
        CMSAttributes.messageDigest, new DEROctetString(key.suite().digest(sealed).toArray()));
    attribute(
        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
        new SigningCertificateV2(
            new ESSCertIDv2(
                digestAlgorithm,
                key.suite().digest(Bytes.of(Certificates.der(signer))).toArray(),
                new IssuerSerial(signer.getIssuer(), signer.getSerialNumber()))));
  }

  void attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    attributes.add(new Attribute(type, new DERSet(value)));
  }

  Seal make() {
    try {
      DERSet signed = new DERSet(attributes.toArray(ASN1Encodable[]::new));
      SignerInfo info =
          new SignerInfo(
              new SignerIdentifier(new IssuerAndSerialNumber(key.certificate().toASN1Structure())),
              digestAlgorithm,
              signed,
              signatureAlgorithm,
              new DEROctetString(key.sign(signed.getEncoded(ASN1Encoding.DER))),
              unsigned == null ? null : new DERSet(unsigned));
      ASN1EncodableVector infos = new ASN1EncodableVector();
      for (int i = 0; i < signers; i++) {
        infos.add(info);
      }
      ASN1Encodable[] inside =
          certificates.stream()
              .map(X509CertificateHolder::toASN1Structure)
              .toArray(ASN1Encodable[]::new);
      SignedData data =
          new SignedData(
              new DERSet(digestAlgorithm),
              new ContentInfo(CMSObjectIdentifiers.data, content),
              encoding.equals(ASN1Encoding.DER) ? new DERSet(inside) : new BERSet(inside),
              revocations == null ? null : new DERSet(revocations),
              new DERSet(infos));
      ContentInfo outer = new ContentInfo(CMSObjectIdentifiers.signedData, data);
      return new Seal(key.suite(), Bytes.of(outer.getEncoded(encoding)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
