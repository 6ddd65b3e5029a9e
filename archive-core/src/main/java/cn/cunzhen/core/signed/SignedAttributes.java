package cn.cunzhen.core.signed;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** The signed attributes of a CMS signature (RFC 5652, 11; RFC 5035), and whom they name. */
record SignedAttributes(@Nullable ASN1Set set) {
  boolean present() {
    return set != null;
  }

  byte[] encoded(String rules) throws IOException {
    if (set == null) {
      throw new IllegalStateException("there are none");
    }
    return set.getEncoded(rules);
  }

  @Nullable ASN1OctetString messageDigest() {
    ASN1Encodable value = only(CMSAttributes.messageDigest);
    return value == null ? null : ASN1OctetString.getInstance(value);
  }

  @Nullable ASN1ObjectIdentifier contentType() {
    ASN1Encodable value = only(CMSAttributes.contentType);
    return value == null ? null : ASN1ObjectIdentifier.getInstance(value);
  }

  /** When the signer says it signed. */
  @Nullable Instant time() {
    ASN1Encodable value = only(CMSAttributes.signingTime);
    return value == null ? null : Time.getInstance(value).getDate().toInstant();
  }

  /** The value of an attribute that stands there once with one value, as these must. */
  private @Nullable ASN1Encodable only(ASN1ObjectIdentifier type) {
    ASN1EncodableVector all =
        set == null ? new ASN1EncodableVector() : new AttributeTable(set).getAll(type);
    if (all.size() != 1) {
      return null;
    }
    ASN1Set values = Attribute.getInstance(all.get(0)).getAttrValues();
    return values.size() == 1 ? values.getObjectAt(0) : null;
  }

  /** Whether the signer's identifier is this certificate's. */
  boolean names(SignerInfo signer, X509CertificateHolder certificate) {
    SignerIdentifier id = signer.getSID();
    if (id.isTagged()) {
      Extension key = certificate.getExtension(Extension.subjectKeyIdentifier);
      return key != null
          && Arrays.equals(
              SubjectKeyIdentifier.getInstance(key.getParsedValue()).getKeyIdentifier(),
              ASN1OctetString.getInstance(id.getId()).getOctets());
    }
    IssuerAndSerialNumber name = IssuerAndSerialNumber.getInstance(id.getId());
    return certificate.getSerialNumber().equals(name.getSerialNumber().getValue())
        && certificate.getIssuer().equals(name.getName());
  }

  /** Whether the signed reference, where there is one, is to this certificate and no other. */
  boolean refersTo(X509CertificateHolder certificate) throws IOException {
    ASN1Encodable second = only(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    if (second != null) {
      ESSCertIDv2 first = SigningCertificateV2.getInstance(second).getCerts()[0];
      return is(first.getHashAlgorithm().getAlgorithm(), first.getCertHash(), certificate);
    }
    ASN1Encodable old = only(PKCSObjectIdentifiers.id_aa_signingCertificate);
    if (old != null) {
      ESSCertID first = SigningCertificate.getInstance(old).getCerts()[0];
      return is(OIWObjectIdentifiers.idSHA1, first.getCertHash(), certificate);
    }
    return true;
  }

  private static boolean is(
      ASN1ObjectIdentifier algorithm, byte[] digest, X509CertificateHolder certificate)
      throws IOException {
    Optional<DigestMethod> method = DigestMethod.of(algorithm);
    byte[] encoded = certificate.getEncoded();
    return method.isPresent() && Arrays.equals(digest, method.get().of(SignedContent.of(encoded)));
  }
}
