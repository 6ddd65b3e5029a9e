package cn.cunzhen.core.longterm;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.seal.TimeStamp;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an archive time stamp covers besides what is signed, digest by digest (ats-hash-index-v3,
 * ETSI EN 319 122-1 §5.5.2).
 *
 * @param asn1 the sequence of digests
 */
record HashIndex(ASN1Sequence asn1) {
  private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("0.4.0.19122.1.5");

  /** Of the certificates, the revocation data and the unsigned attributes that there are. */
  static HashIndex of(
      @Nullable ASN1Set certificates, @Nullable ASN1Set revocations, @Nullable ASN1Set attributes) {
    List<byte[]> values = new ArrayList<>();
    for (ASN1Encodable each : elements(attributes)) {
      Attribute attribute = Attribute.getInstance(each);
      for (ASN1Encodable value : attribute.getAttributeValues()) {
        values.add(
            Arrays.concatenate(LongTermSeal.der(attribute.getAttrType()), LongTermSeal.der(value)));
      }
    }
    return new HashIndex(
        new DERSequence(
            new ASN1Encodable[] {
              new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
              digests(encoded(certificates)),
              digests(encoded(revocations)),
              digests(values)
            }));
  }

  private static ASN1Encodable[] elements(@Nullable ASN1Set set) {
    return set == null ? new ASN1Encodable[0] : set.toArray();
  }

  private static List<byte[]> encoded(@Nullable ASN1Set set) {
    List<byte[]> all = new ArrayList<>();
    for (ASN1Encodable each : elements(set)) {
      all.add(LongTermSeal.der(each));
    }
    return all;
  }

  private static ASN1Sequence digests(List<byte[]> contents) {
    ASN1EncodableVector digests = new ASN1EncodableVector();
    contents.forEach(each -> digests.add(new DEROctetString(Sha256.of(each).bytes().toArray())));
    return new DERSequence(digests);
  }

  /** The token with this beside its signature. */
  ContentInfo in(TimeStamp stamp) {
    SignedData data =
        SignedData.getInstance(ContentInfo.getInstance(stamp.der().toArray()).getContent());
    SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    ASN1EncodableVector unsigned = new ASN1EncodableVector();
    unsigned.addAll(elements(signer.getUnauthenticatedAttributes()));
    unsigned.add(new Attribute(TYPE, new DERSet(asn1)));
    SignerInfo with =
        new SignerInfo(
            signer.getSID(),
            signer.getDigestAlgorithm(),
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            new DERSet(unsigned));
    return new ContentInfo(
        CMSObjectIdentifiers.signedData,
        new SignedData(
            data.getDigestAlgorithms(),
            data.getEncapContentInfo(),
            data.getCertificates(),
            data.getCRLs(),
            new DERSet(with)));
  }
}
