package cn.cunzhen.core.signed;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * An electronic seal (SESeal): a picture and the certificates that may use it, signed by its maker.
 *
 * @param signed what the maker's signature is over
 * @param listed the certificates that may use it, or their digests
 */
record ElectronicSeal(
    Bytes signed,
    X509CertificateHolder maker,
    ASN1ObjectIdentifier algorithm,
    Bytes signature,
    List<Bytes> listed) {
  private static final int NEW_LAYOUT = 4;

  /** Reads one of GB/T 38540-2020 (header version 4) or of GM/T 0031-2014 (before). */
  static ElectronicSeal read(ASN1Sequence seal) throws IOException {
    ASN1Sequence info = ASN1Sequence.getInstance(seal.getObjectAt(0));
    List<Bytes> listed = listed(info);
    if (version(info) >= NEW_LAYOUT) {
      return new ElectronicSeal(
          der(info),
          certificate(seal.getObjectAt(1)),
          ASN1ObjectIdentifier.getInstance(seal.getObjectAt(2)),
          bits(seal.getObjectAt(3)),
          listed);
    }
    ASN1Sequence sign = ASN1Sequence.getInstance(seal.getObjectAt(1));
    ASN1Encodable certificate = sign.getObjectAt(0);
    ASN1Encodable algorithm = sign.getObjectAt(1);
    ASN1Sequence signed = new DERSequence(new ASN1Encodable[] {info, certificate, algorithm});
    return new ElectronicSeal(
        der(signed),
        certificate(certificate),
        ASN1ObjectIdentifier.getInstance(algorithm),
        bits(sign.getObjectAt(2)),
        listed);
  }

  private static int version(ASN1Sequence info) {
    ASN1Sequence header = ASN1Sequence.getInstance(info.getObjectAt(0));
    return ASN1Integer.getInstance(header.getObjectAt(1)).intValueExact();
  }

  /** The certificates of the property: their list is the first sequence there. */
  private static List<Bytes> listed(ASN1Sequence info) {
    ASN1Sequence property = ASN1Sequence.getInstance(info.getObjectAt(2));
    return Arrays.stream(property.toArray())
        .filter(ASN1Sequence.class::isInstance)
        .limit(1)
        .flatMap(list -> Arrays.stream(((ASN1Sequence) list).toArray()))
        .map(each -> each instanceof ASN1Sequence pair ? pair.getObjectAt(1) : each)
        .map(each -> Bytes.of(ASN1OctetString.getInstance(each).getOctets()))
        .toList();
  }

  /** Whether the seal is made for this certificate. */
  boolean isFor(X509CertificateHolder signer) throws IOException {
    Bytes certificate = Bytes.of(signer.getEncoded());
    for (Bytes each : listed) {
      if (each.equals(certificate) || isDigest(each, certificate)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigest(Bytes listed, Bytes certificate) throws IOException {
    DigestMethod sm3 = new DigestMethod(GMObjectIdentifiers.sm3);
    return listed.equals(Bytes.of(sm3.of(SignedContent.of(certificate.toArray()))));
  }

  static X509CertificateHolder certificate(ASN1Encodable octets) throws IOException {
    return new X509CertificateHolder(ASN1OctetString.getInstance(octets).getOctets());
  }

  static Bytes bits(ASN1Encodable string) {
    return Bytes.of(ASN1BitString.getInstance(string).getOctets());
  }

  static Bytes der(ASN1Sequence sequence) throws IOException {
    return Bytes.of(sequence.getEncoded("DER"));
  }
}
