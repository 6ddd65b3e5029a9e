package cn.cunzhen.core.revocation;

import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;

/** An issuer's answer on the status of one certificate (OCSP, RFC 6960). */
public final class StatusAnswer implements RevocationData {
  private static final DigestCalculatorProvider DIGESTS = new BcDigestCalculatorProvider();

  private final Bytes der;
  private final BasicOCSPResp answer;
  private final SingleResp said;

  private StatusAnswer(Bytes der, BasicOCSPResp answer, SingleResp said) {
    this.der = der;
    this.answer = answer;
    this.said = said;
  }

  /** The question: an OCSPRequest in DER (RFC 6960 §4.1), as every answerer understands it. */
  public static Bytes question(X509CertificateHolder certificate, Issuer issuer) {
    try {
      AlgorithmIdentifier sha1 = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1);
      OCSPReqBuilder question = new OCSPReqBuilder();
      question.addRequest(
          new CertificateID(
              DIGESTS.get(sha1), issuer.certificate(), certificate.getSerialNumber()));
      return Bytes.of(question.build().getEncoded());
    } catch (OCSPException | OperatorCreationException e) {
      throw new IllegalStateException("the name and key of a certificate can be digested", e);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /**
   * Reads an OCSPResponse about one certificate, in DER, nothing before it and nothing behind.
   *
   * @throws IllegalArgumentException if it is none, or says that there is no answer
   */
  public static StatusAnswer parse(Bytes der) {
    try {
      Bytes again = Bytes.of(ASN1Primitive.fromByteArray(der.toArray()).getEncoded("DER"));
      OCSPResp response = new OCSPResp(der.toArray());
      if (response.getStatus() == OCSPResp.SUCCESSFUL
          && again.equals(der)
          && response.getResponseObject() instanceof BasicOCSPResp answer
          && answer.getResponses().length == 1) {
        SingleResp said = answer.getResponses()[0];
        StatusAnswer read = new StatusAnswer(der, answer, said);
        // Bouncy Castle decodes lazily: what can't be decoded is to show here.
        Instant _ = read.since();
        Optional<Instant> _ = read.until();
        CertificateStatus _ = said.getCertStatus();
        X509CertificateHolder[] _ = answer.getCerts();
        return read;
      }
    } catch (IOException | OCSPException | RuntimeException e) {
      throw new IllegalArgumentException("no answer on a certificate's status", e);
    }
    throw new IllegalArgumentException("no answer on one certificate's status");
  }

  @Override
  public Bytes der() {
    return der;
  }

  @Override
  public Instant since() {
    return said.getThisUpdate().toInstant();
  }

  @Override
  public Optional<Instant> until() {
    return Optional.ofNullable(said.getNextUpdate()).map(Date::toInstant);
  }

  @Override
  public Optional<RevocationFault> fault(X509CertificateHolder certificate, Issuer issuer) {
    if (!names(certificate, issuer) || hasCriticalExtensions()) {
      return Optional.of(RevocationFault.SCOPE);
    }
    if (!isSignedBy(issuer)) {
      return Optional.of(RevocationFault.ISSUER);
    }
    return said.getCertStatus() instanceof UnknownStatus
        ? Optional.of(RevocationFault.UNKNOWN)
        : Optional.empty();
  }

  private boolean names(X509CertificateHolder certificate, Issuer issuer) {
    try {
      return said.getCertID().getSerialNumber().equals(certificate.getSerialNumber())
          && said.getCertID().matchesIssuer(issuer.certificate(), DIGESTS);
    } catch (OCSPException | RuntimeException e) {
      return false; // of an issuer that is named by a digest which is not known here
    }
  }

  private boolean hasCriticalExtensions() {
    return !answer.getCriticalExtensionOIDs().isEmpty()
        || !said.getCriticalExtensionOIDs().isEmpty();
  }

  /** By the issuer, or by somebody whom it has certified for this and nothing less. */
  private boolean isSignedBy(Issuer issuer) {
    return isSigned(issuer)
        || Arrays.stream(answer.getCerts())
            .filter(other -> issuer.issued(other) && other.isValidOn(answer.getProducedAt()))
            .map(Issuer::new)
            .anyMatch(other -> other.maySignAnswers() && isSigned(other));
  }

  private boolean isSigned(Issuer by) {
    return by.signed(
        answer.getSignatureAlgorithmID(), answer.getTBSResponseData(), answer.getSignature());
  }

  @Override
  public Optional<Revocation> revocation(X509CertificateHolder certificate) {
    return said.getCertStatus() instanceof RevokedStatus revoked
        ? Optional.of(
            new Revocation(
                revoked.getRevocationTime().toInstant(),
                revoked.hasRevocationReason()
                    ? RevocationReason.of(revoked.getRevocationReason())
                    : RevocationReason.UNSPECIFIED))
        : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatusAnswer same && der.equals(same.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  @Override
  public String toString() {
    return "status answer of " + since();
  }
}
