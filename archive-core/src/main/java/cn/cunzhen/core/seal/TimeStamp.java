package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestAlgorithmIdentifierFinder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;

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
      TimeStamp read = new TimeStamp(der, token);
      // Bouncy Castle decodes lazily: what can't be decoded is to show here.
      Instant _ = read.time();
      read.certificates().forEach(TimeStamp::decode);
      Set<DigestAlgorithm> _ = read.digestAlgorithms();
      return read;
    } catch (IOException | TSPException | RuntimeException e) {
      throw new IllegalArgumentException("not a time-stamp token", e);
    }
  }

  private static void decode(X509CertificateHolder certificate) {
    Instant _ = certificate.getNotAfter().toInstant();
  }

  /** The token, as it came. */
  public Bytes der() {
    return der;
  }

  /** The same in DER throughout, as evidence records want it: some authorities give BER. */
  public TimeStamp inDer() {
    try {
      return parse(Bytes.of(ASN1Primitive.fromByteArray(der.toArray()).getEncoded("DER")));
    } catch (IOException e) {
      throw new UncheckedIOException("what was decoded can be encoded", e);
    }
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

  /** How long the signer's certificate lasts; empty where it holds none. */
  public Optional<CertificateTerm> term() {
    return certificates().stream()
        .findFirst()
        .map(signer -> CertificateTerm.of(CertificateTerm.Use.TIME_STAMPS, signer));
  }

  /** Whether it was given for this digest. */
  public boolean covers(DigestAlgorithm algorithm, Bytes digest) {
    TimeStampTokenInfo info = token.getTimeStampInfo();
    return info.getMessageImprintAlgOID().getId().equals(algorithm.oid())
        && Bytes.of(info.getMessageImprintDigest()).equals(digest);
  }

  /**
   * When the first certificate ends on the way from the signer's, as far as the token holds it.
   *
   * <p>{@link TimeStampVerifier#certifiedUntil} knows the way to a root.
   */
  public Instant certifiedUntil() {
    List<X509CertificateHolder> certificates = certificates();
    return certificates.isEmpty()
        ? Instant.MIN
        : CertificatePath.of(certificates, Anchors.NONE, Certificates::mayStamp).validUntil();
  }

  /** The digests that its signature rests on, and those of the certificates in it. */
  public Set<DigestAlgorithm> digestAlgorithms() {
    DigestAlgorithmIdentifierFinder digests = new DefaultDigestAlgorithmIdentifierFinder();
    Stream<String> signer =
        token.toCMSSignedData().getSignerInfos().getSigners().stream()
            .map(SignerInformation::getDigestAlgOID);
    Stream<String> issuers =
        certificates().stream()
            .map(certificate -> digests.find(certificate.getSignatureAlgorithm()))
            .filter(Objects::nonNull)
            .map(digest -> digest.getAlgorithm().getId());
    return Stream.concat(signer, issuers)
        .flatMap(oid -> DigestAlgorithm.ofOid(oid).stream())
        .collect(Collectors.toSet());
  }

  TimeStampToken token() {
    return token;
  }

  /** The certificates in it, the signer's first; none where that is missing. */
  public List<X509CertificateHolder> certificates() {
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
