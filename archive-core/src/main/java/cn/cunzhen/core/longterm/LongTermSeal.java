package cn.cunzhen.core.longterm;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.revocation.RevocationData;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.core.revocation.StatusAnswer;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.OtherRevocationInfoFormat;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A seal to which is added what validates it later (ETSI EN 319 122-1 §5.3 to §5.5). What is signed
 * stays as it is.
 */
public final class LongTermSeal {
  /** RFC 5940 §2.1. */
  private static final ASN1ObjectIdentifier OCSP = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.16.2");

  private static final ASN1ObjectIdentifier ARCHIVE_STAMP =
      new ASN1ObjectIdentifier("0.4.0.1733.2.4");

  private final SignedData data;
  private final SignerInfo signer;

  private LongTermSeal(SignedData data) {
    this.data = data;
    this.signer = only(data);
  }

  /**
   * The seal as it is.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static LongTermSeal of(Seal seal) {
    try {
      return new LongTermSeal(
          SignedData.getInstance(ContentInfo.getInstance(seal.der().toArray()).getContent()));
    } catch (RuntimeException e) {
      // Bouncy Castle says by whatever exception comes that it can't decode.
      throw new IllegalArgumentException("not a seal", e);
    }
  }

  private static SignerInfo only(SignedData data) {
    if (data.getSignerInfos().size() != 1) {
      throw new IllegalArgumentException("a seal has one signer");
    }
    return SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
  }

  /** What its time stamp is over (§5.3). */
  public Sha256 signature() {
    return Sha256.of(signer.getEncryptedDigest().getOctets());
  }

  /** The same with a stamp of its signature. */
  public LongTermSeal stamped(TimeStamp stamp) {
    return with(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
            new DERSet(ContentInfo.getInstance(stamp.inDer().der().toArray()))));
  }

  /** The same with certificates and what was said of them (§5.4); what is there stays. */
  public LongTermSeal validated(
      Collection<X509CertificateHolder> certificates, Collection<RevocationData> revocations) {
    List<ASN1Encodable> choices = new ArrayList<>();
    for (RevocationData each : revocations) {
      byte[] der = each.der().toArray();
      choices.add(
          switch (each) {
            case RevocationList _ -> CertificateList.getInstance(der);
            case StatusAnswer _ ->
                new DERTaggedObject(
                    false, 1, new OtherRevocationInfoFormat(OCSP, OCSPResponse.getInstance(der)));
          });
    }
    return new LongTermSeal(
        new SignedData(
            data.getDigestAlgorithms(),
            data.getEncapContentInfo(),
            joined(
                data.getCertificates(),
                certificates.stream().map(X509CertificateHolder::toASN1Structure).toList()),
            joined(data.getCRLs(), choices),
            data.getSignerInfos()));
  }

  /**
   * What its archive time stamp is over (§5.5.3).
   *
   * @param content what the seal is over
   */
  public Sha256 archival(Bytes content) {
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    covered.writeBytes(der(data.getEncapContentInfo().getContentType()));
    covered.writeBytes(Sha256.of(content).bytes().toArray());
    covered.writeBytes(der(signer.getVersion()));
    covered.writeBytes(der(signer.getSID()));
    covered.writeBytes(der(signer.getDigestAlgorithm()));
    covered.writeBytes(der(new DERTaggedObject(false, 0, signer.getAuthenticatedAttributes())));
    covered.writeBytes(der(signer.getDigestEncryptionAlgorithm()));
    covered.writeBytes(der(signer.getEncryptedDigest()));
    covered.writeBytes(der(index().asn1()));
    return Sha256.of(covered.toByteArray());
  }

  /** The same with an archive time stamp, which was given for {@link #archival}. */
  public LongTermSeal archived(TimeStamp stamp) {
    return with(new Attribute(ARCHIVE_STAMP, new DERSet(index().in(stamp.inDer()))));
  }

  private HashIndex index() {
    return HashIndex.of(
        data.getCertificates(), data.getCRLs(), signer.getUnauthenticatedAttributes());
  }

  private LongTermSeal with(Attribute attribute) {
    SignerInfo more =
        new SignerInfo(
            signer.getSID(),
            signer.getDigestAlgorithm(),
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            joined(signer.getUnauthenticatedAttributes(), List.of(attribute)));
    return new LongTermSeal(
        new SignedData(
            data.getDigestAlgorithms(),
            data.getEncapContentInfo(),
            data.getCertificates(),
            data.getCRLs(),
            new DERSet(more)));
  }

  /** It in DER. */
  public Bytes der() {
    return Bytes.of(der(new ContentInfo(CMSObjectIdentifiers.signedData, data)));
  }

  private static @Nullable ASN1Set joined(
      @Nullable ASN1Set there, Collection<? extends ASN1Encodable> more) {
    Set<ASN1Encodable> all = new LinkedHashSet<>();
    if (there != null) {
      Arrays.stream(there.toArray()).map(ASN1Encodable::toASN1Primitive).forEach(all::add);
    }
    more.stream().map(ASN1Encodable::toASN1Primitive).forEach(all::add);
    ASN1EncodableVector elements = new ASN1EncodableVector();
    all.forEach(elements::add);
    return all.isEmpty() ? null : new DERSet(elements);
  }

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
