package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** A question for a time stamp over a digest, and what its answer must be like (RFC 3161 §2.4). */
public final class TimeStampRequest {
  private final org.bouncycastle.tsp.TimeStampRequest request;

  private TimeStampRequest(org.bouncycastle.tsp.TimeStampRequest request) {
    this.request = request;
  }

  /**
   * Asks for a token with the authority's certificates in it.
   *
   * @param nonce fresh random bytes, which the answer must repeat
   */
  public static TimeStampRequest of(Sha256 digest, Bytes nonce) {
    return of(DigestAlgorithm.SHA256, digest.bytes(), nonce);
  }

  /** The same for a digest of any algorithm. */
  public static TimeStampRequest of(DigestAlgorithm algorithm, Bytes digest, Bytes nonce) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return new TimeStampRequest(
        generator.generate(
            new ASN1ObjectIdentifier(algorithm.oid()),
            digest.toArray(),
            new BigInteger(1, nonce.toArray())));
  }

  /** The TimeStampReq in DER. */
  public Bytes der() {
    try {
      return Bytes.of(request.getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /**
   * The token of a response that grants what was asked. Whether it can be believed is another
   * question: {@link TimeStampVerifier}.
   *
   * @throws IOException if it is a refusal, the answer to another request, or no response at all
   */
  public TimeStamp token(Bytes response) throws IOException {
    TimeStampResponse answer;
    try {
      answer = new TimeStampResponse(response.toArray());
      answer.validate(request);
    } catch (TSPException | RuntimeException e) {
      throw new IOException("not the answer to the request for a time stamp", e);
    }
    if (answer.getTimeStampToken() == null) {
      throw new IOException(
          "the authority refused a time stamp: status %d %s"
              .formatted(answer.getStatus(), answer.getStatusString()));
    }
    return TimeStamp.parse(Bytes.of(answer.getTimeStampToken().getEncoded()));
  }
}
