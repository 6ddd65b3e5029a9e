package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * An RFC 3161 time-stamp token as it was read: what it says, whether or not it can be believed.
 *
 * <p>Its bytes are kept as they came.
 */
public final class TimeStamp {
  private final Bytes der;
  private final TimeStampToken token;

  private TimeStamp(Bytes der, TimeStampToken token) {
    this.der = der;
    this.token = token;
  }

  /**
   * Reads a TimeStampToken (RFC 3161 §2.4.2), nothing before it and nothing behind.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TimeStamp parse(Bytes der) {
    try {
      // Bouncy Castle's own reader passes over what follows.
      ASN1Primitive.fromByteArray(der.toArray());
      TimeStampToken token = new TimeStampToken(ContentInfo.getInstance(der.toArray()));
      Instant _ = token.getTimeStampInfo().getGenTime().toInstant();
      return new TimeStamp(der, token);
    } catch (IOException | TSPException | RuntimeException e) {
      throw new IllegalArgumentException("not a time-stamp token", e);
    }
  }

  /** The token, as it came. */
  public Bytes der() {
    return der;
  }

  /** The time that it gives. */
  public Instant time() {
    return token.getTimeStampInfo().getGenTime().toInstant();
  }

  /** The subject of the signer's certificate (RFC 4514); empty where it holds none. */
  public String authority() {
    List<X509CertificateHolder> certificates = certificates();
    return certificates.isEmpty() ? "" : certificates.getFirst().getSubject().toString();
  }

  ASN1ObjectIdentifier imprintAlgorithm() {
    return token.getTimeStampInfo().getMessageImprintAlgOID();
  }

  Bytes imprint() {
    return Bytes.of(token.getTimeStampInfo().getMessageImprintDigest());
  }

  TimeStampToken token() {
    return token;
  }

  /** The signer's certificate first; none where that is missing. */
  List<X509CertificateHolder> certificates() {
    List<X509CertificateHolder> all = new ArrayList<>(token.getCertificates().getMatches(null));
    List<X509CertificateHolder> signer =
        all.stream().filter(token.getSID()::match).limit(1).toList();
    if (signer.isEmpty()) {
      return List.of();
    }
    all.removeAll(signer);
    all.addFirst(signer.getFirst());
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeStamp stamp && der.equals(stamp.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  @Override
  public String toString() {
    return "time stamp of " + time();
  }
}
