package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * The strict inverse of {@link SealForm#format()}: names what is wrong with anything else.
 *
 * <p>What no name fits is found by writing the seal again and comparing.
 */
final class SealParser {
  private final Seal seal;
  private final Set<SealFault> faults = EnumSet.noneOf(SealFault.class);

  SealParser(Seal seal) {
    this.seal = seal;
  }

  /** What {@link #parse()} found wrong. */
  Set<SealFault> faults() {
    return faults;
  }

  /**
   * The parts of the seal; null where there is too little of one to verify anything.
   *
   * @throws IOException or a RuntimeException, whichever the decoder chooses, if it is no
   *     SignedData
   */
  @Nullable SealForm parse() throws IOException {
    ASN1Primitive decoded = ASN1Primitive.fromByteArray(seal.der().toArray());
    ContentInfo outer = ContentInfo.getInstance(decoded);
    if (!outer.getContentType().equals(CMSObjectIdentifiers.signedData)) {
      throw new IOException("another content type");
    }
    SealForm form = form(SignedData.getInstance(outer.getContent()));
    if (form == null || !form.format().equals(seal.der())) {
      if (!Bytes.of(decoded.getEncoded(ASN1Encoding.DER)).equals(seal.der())) {
        faults.add(SealFault.NOT_DER);
      } else if (faults.isEmpty()) {
        faults.add(SealFault.NOT_CANONICAL);
      }
    }
    return form;
  }

  private @Nullable SealForm form(SignedData data) {
    if (data.getEncapContentInfo().getContent() != null) {
      faults.add(SealFault.NOT_DETACHED);
    }
    if (data.getCRLs() != null) {
      faults.add(SealFault.REVOCATION_INSIDE);
    }
    if (data.getSignerInfos().size() != 1) {
      faults.add(SealFault.NOT_ONE_SIGNER);
      return null;
    }
    SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    if (signer.getUnauthenticatedAttributes() != null) {
      faults.add(SealFault.UNSIGNED_ATTRIBUTES);
    }
    if (!signer.getDigestAlgorithm().equals(seal.suite().digestAlgorithm())
        || !signer.getDigestEncryptionAlgorithm().equals(seal.suite().signatureAlgorithm())) {
      faults.add(SealFault.ALGORITHM);
    }
    List<X509CertificateHolder> certificates = certificates(data.getCertificates(), signer);
    return certificates.isEmpty() ? null : form(signer, certificates);
  }

  /** The certificates inside, the signer's first; none where the signer's is missing. */
  private List<X509CertificateHolder> certificates(@Nullable ASN1Set inside, SignerInfo signer) {
    IssuerAndSerialNumber id = IssuerAndSerialNumber.getInstance(signer.getSID().getId());
    List<X509CertificateHolder> certificates = new ArrayList<>();
    boolean found = false;
    for (ASN1Encodable certificate : inside == null ? new ASN1Encodable[0] : inside.toArray()) {
      X509CertificateHolder holder =
          new X509CertificateHolder(Certificate.getInstance(certificate));
      boolean signers =
          holder.getIssuer().equals(id.getName())
              && holder.getSerialNumber().equals(id.getSerialNumber().getValue());
      found |= signers;
      certificates.add(signers ? 0 : certificates.size(), holder);
    }
    if (!found) {
      faults.add(SealFault.SIGNER_CERTIFICATE);
      return List.of();
    }
    return certificates;
  }

  private @Nullable SealForm form(SignerInfo signer, List<X509CertificateHolder> certificates) {
    ASN1Set attributes = signer.getAuthenticatedAttributes();
    AttributeTable table = attributes == null ? null : new AttributeTable(attributes);
    ASN1Encodable digest = table == null ? null : value(table, CMSAttributes.messageDigest);
    ASN1Encodable time = table == null ? null : value(table, CMSAttributes.signingTime);
    if (attributes == null || digest == null || time == null) {
      faults.add(SealFault.SIGNED_ATTRIBUTES);
      return null;
    }
    Instant signedAt = Time.getInstance(time).getDate().toInstant();
    SealForm form =
        new SealForm(
            seal.suite(),
            certificates,
            Bytes.of(ASN1OctetString.getInstance(digest).getOctets()),
            signedAt,
            Bytes.of(signer.getEncryptedDigest().getOctets()));
    if (!form.sameAttributes(attributes)) {
      faults.add(SealFault.SIGNED_ATTRIBUTES);
    }
    return form;
  }

  private static @Nullable ASN1Encodable value(AttributeTable table, ASN1ObjectIdentifier type) {
    Attribute attribute = table.get(type);
    return attribute == null || attribute.getAttrValues().size() != 1
        ? null
        : attribute.getAttrValues().getObjectAt(0);
  }
}
