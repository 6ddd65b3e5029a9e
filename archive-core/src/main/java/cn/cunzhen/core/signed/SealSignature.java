package cn.cunzhen.core.signed;

import cn.cunzhen.core.seal.Trust;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;

/**
 * A signature with an electronic seal (SES_Signature), in the layout of GB/T 38540-2020 or that of
 * GM/T 0031-2014.
 *
 * @param signed what the signature is over; it holds the digest of the content
 * @param time what it says; null where it says it in a way that nobody fixed
 */
public record SealSignature(
    Bytes signed,
    ElectronicSeal seal,
    Bytes contentDigest,
    X509CertificateHolder signer,
    ASN1ObjectIdentifier algorithm,
    Bytes signature,
    @Nullable Instant time) {
  /** The new layout has the certificate beside what is signed, the old one within. */
  private static final int OLD_PARTS = 2;

  private static final int RAW_SM2 = 64;

  /**
   * Reads one.
   *
   * @throws MalformedSignatureException if it is none
   */
  public static SealSignature parse(byte[] bytes) throws MalformedSignatureException {
    try {
      ASN1Sequence outer = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(bytes));
      ASN1Sequence toSign = ASN1Sequence.getInstance(outer.getObjectAt(0));
      return outer.size() == OLD_PARTS ? old(outer, toSign) : current(outer, toSign);
    } catch (IOException | ParseException | RuntimeException e) {
      // Bouncy Castle says by whatever exception comes that it can't decode.
      throw new MalformedSignatureException("not a signature with a seal", e);
    }
  }

  /** Whether it is only the two numbers of a signature on a curve, so that nobody is named. */
  public static boolean isBareNumber(byte[] bytes) {
    try {
      return bytes.length == RAW_SM2
          || (ASN1Primitive.fromByteArray(bytes) instanceof ASN1Sequence numbers
              && numbers.size() == 2
              && numbers.getObjectAt(0) instanceof ASN1Integer
              && numbers.getObjectAt(1) instanceof ASN1Integer);
    } catch (IOException e) {
      return false;
    }
  }

  private static SealSignature current(ASN1Sequence outer, ASN1Sequence toSign)
      throws IOException, ParseException {
    return new SealSignature(
        ElectronicSeal.der(toSign),
        ElectronicSeal.read(ASN1Sequence.getInstance(toSign.getObjectAt(1))),
        ElectronicSeal.bits(toSign.getObjectAt(3)),
        ElectronicSeal.certificate(outer.getObjectAt(1)),
        ASN1ObjectIdentifier.getInstance(outer.getObjectAt(2)),
        value(ElectronicSeal.bits(outer.getObjectAt(3))),
        ASN1GeneralizedTime.getInstance(toSign.getObjectAt(2)).getDate().toInstant());
  }

  private static SealSignature old(ASN1Sequence outer, ASN1Sequence toSign) throws IOException {
    return new SealSignature(
        ElectronicSeal.der(toSign),
        ElectronicSeal.read(ASN1Sequence.getInstance(toSign.getObjectAt(1))),
        ElectronicSeal.bits(toSign.getObjectAt(3)),
        ElectronicSeal.certificate(toSign.getObjectAt(5)),
        ASN1ObjectIdentifier.getInstance(toSign.getObjectAt(6)),
        value(ElectronicSeal.bits(outer.getObjectAt(1))),
        null);
  }

  /** Some write both numbers of an SM2 signature one after the other, without a structure. */
  private static Bytes value(Bytes signature) throws IOException {
    if (signature.size() != RAW_SM2) {
      return signature;
    }
    byte[] raw = signature.toArray();
    ASN1Encodable[] numbers = {
      new ASN1Integer(new BigInteger(1, raw, 0, RAW_SM2 / 2)),
      new ASN1Integer(new BigInteger(1, raw, RAW_SM2 / 2, RAW_SM2 / 2))
    };
    return Bytes.of(new DERSequence(numbers).getEncoded());
  }

  /** Judges it over what it says to be over: the description of the signature (Signature.xml). */
  public Judgement judge(SignedContent content, SignerCheck signers) throws IOException {
    try {
      return Judgement.of(reason(content, signers), signer, time);
    } catch (RuntimeException e) {
      return Judgement.of(Reason.FORMAT_FAILURE); // as above: much is decoded late
    }
  }

  private @Nullable Reason reason(SignedContent content, SignerCheck signers) throws IOException {
    Optional<DigestMethod> digest = digest(algorithm);
    Optional<SignatureMethod> method = method(algorithm, signer);
    Optional<SignatureMethod> makers = method(seal.algorithm(), seal.maker());
    if (digest.isEmpty() || method.isEmpty() || makers.isEmpty()) {
      return Reason.NOT_SUPPORTED;
    }
    if (!contentDigest.equals(Bytes.of(digest.get().of(content)))) {
      return Reason.HASH_FAILURE;
    }
    if (!verifies(method.get(), signed, signature)
        || !verifies(makers.get(), seal.signed(), value(seal.signature()))) {
      return Reason.SIG_CRYPTO_FAILURE;
    }
    if (!seal.isFor(signer)) {
      return Reason.SIG_CONSTRAINTS_FAILURE;
    }
    boolean weak = method.get().weak() || makers.get().weak();
    return signers.of(signer, List.of(seal.maker()), Trust.Use.SIGNING, weak);
  }

  private static boolean verifies(SignatureMethod method, Bytes signed, Bytes signature)
      throws IOException {
    return method.verifies(SignedContent.of(signed.toArray()), signature.toArray());
  }

  private static Optional<DigestMethod> digest(ASN1ObjectIdentifier algorithm) {
    AlgorithmIdentifier found =
        new DefaultDigestAlgorithmIdentifierFinder().find(new AlgorithmIdentifier(algorithm));
    return found == null ? Optional.empty() : DigestMethod.of(found.getAlgorithm());
  }

  private static Optional<SignatureMethod> method(
      ASN1ObjectIdentifier algorithm, X509CertificateHolder certificate) {
    return digest(algorithm)
        .flatMap(digest -> {
          AlgorithmIdentifier found = new AlgorithmIdentifier(digest.oid());
          var key = certificate.getSubjectPublicKeyInfo();
          return SignatureMethod.of(new AlgorithmIdentifier(algorithm), found, key).stream()
              .findFirst();
        });
  }
}
