package cn.cunzhen.core.signed;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.tsp.TSTInfo;

/** What a time stamp says (RFC 3161, 2.4.2): a digest, and when it was there. */
record StampedDigest(ASN1ObjectIdentifier algorithm, Bytes digest, Instant time) {
  static StampedDigest parse(byte[] info) throws MalformedSignatureException {
    try {
      TSTInfo read = TSTInfo.getInstance(info);
      return new StampedDigest(
          read.getMessageImprint().getHashAlgorithm().getAlgorithm(),
          Bytes.of(read.getMessageImprint().getHashedMessage()),
          read.getGenTime().getDate().toInstant());
    } catch (ParseException | RuntimeException e) {
      throw new MalformedSignatureException("not a time stamp", e);
    }
  }

  /** What is wrong with it for this content; empty where nothing is. */
  Optional<Reason> wrong(SignedContent content) throws IOException {
    Optional<DigestMethod> method = DigestMethod.of(algorithm);
    if (method.isEmpty()) {
      return Optional.of(Reason.NOT_SUPPORTED);
    }
    return digest.equals(Bytes.of(method.get().of(content)))
        ? Optional.empty()
        : Optional.of(Reason.HASH_FAILURE);
  }
}
