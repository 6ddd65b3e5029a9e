package cn.cunzhen.core.signed;

import cn.cunzhen.core.seal.Trust;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Judges the signatures of CMS messages (RFC 5652, 5.4 and 5.6; CAdES). Any thread may use it.
 *
 * <p>In the order of ETSI EN 319 102-1, except that what is wrong whoever signed it is said first:
 * form, content, signature, algorithms, signer.
 */
public final class CmsJudge {
  private static final int MOST_SIGNERS = 20;
  private static final SignedContent NOTHING = SignedContent.of(new byte[0]);

  private final SignerCheck signers;

  public CmsJudge(SignerCheck signers) {
    this.signers = signers;
  }

  /** Judges each signer of a content that lies outside of the message. */
  public List<Judgement> detached(CmsMessage message, SignedContent content) throws IOException {
    return judge(message, content, Trust.Use.SIGNING);
  }

  /** Judges each signer of a message that should hold its content. */
  public List<Judgement> enveloping(CmsMessage message) throws IOException {
    Optional<byte[]> content = message.content();
    if (content.isEmpty() || !message.hasContent()) {
      return all(detached(message, NOTHING), Reason.SIGNED_DATA_NOT_FOUND);
    }
    return detached(message, SignedContent.of(content.get()));
  }

  /**
   * Judges each signer of a message that holds the SHA-1 of the content (ISO 32000-1, 12.8.3.3).
   */
  public List<Judgement> overSha1(CmsMessage message, SignedContent content) throws IOException {
    byte[] held = message.content().orElse(new byte[0]);
    byte[] digest = new DigestMethod(OIWObjectIdentifiers.idSHA1).of(content);
    if (!Arrays.equals(held, digest)) {
      return all(detached(message, SignedContent.of(held)), Reason.HASH_FAILURE);
    }
    return detached(message, SignedContent.of(held)).stream()
        .map(each -> each.failed() ? each : each.withReason(Reason.CRYPTO_CONSTRAINTS_FAILURE))
        .toList();
  }

  /** Judges a time stamp of the content (RFC 3161). */
  public List<Judgement> stamp(CmsMessage message, SignedContent content) throws IOException {
    byte[] held = message.content().orElse(new byte[0]);
    StampedDigest stamped;
    try {
      stamped = StampedDigest.parse(held);
    } catch (MalformedSignatureException e) {
      return List.of(Judgement.of(Reason.FORMAT_FAILURE));
    }
    List<Judgement> judged = judge(message, SignedContent.of(held), Trust.Use.TIME_STAMPS);
    Optional<Reason> wrong = stamped.wrong(content);
    return (wrong.isPresent() ? all(judged, wrong.get()) : judged)
        .stream().map(each -> each.withTime(stamped.time())).toList();
  }

  private static List<Judgement> all(List<Judgement> judged, Reason reason) {
    return judged.stream()
        .map(each -> each.reason() == Reason.FORMAT_FAILURE ? each : each.withReason(reason))
        .toList();
  }

  /** Judges each signer; of more than 20 only the first, and that there are more. */
  private List<Judgement> judge(CmsMessage message, SignedContent content, Trust.Use use)
      throws IOException {
    List<Judgement> judged = new ArrayList<>();
    for (SignerInfo signer : message.signers()) {
      if (judged.size() == MOST_SIGNERS) {
        judged.add(Judgement.of(Reason.BOUND_REACHED));
        break;
      }
      judged.add(judge(message, signer, content, use));
    }
    return judged.isEmpty() ? List.of(Judgement.of(Reason.FORMAT_FAILURE)) : judged;
  }

  private Judgement judge(
      CmsMessage message, SignerInfo signer, SignedContent content, Trust.Use use)
      throws IOException {
    try {
      return new Judging(message, signer, content, use).judgement();
    } catch (RuntimeException e) {
      // Bouncy Castle decodes lazily, and says by whatever exception comes that it can't.
      return Judgement.of(Reason.FORMAT_FAILURE);
    }
  }

  /** One signer being judged. */
  private final class Judging {
    private final CmsMessage message;
    private final SignerInfo signer;
    private final SignedContent content;
    private final Trust.Use use;
    private final SignedAttributes attributes;

    Judging(CmsMessage message, SignerInfo signer, SignedContent content, Trust.Use use) {
      this.message = message;
      this.signer = signer;
      this.content = content;
      this.use = use;
      this.attributes = new SignedAttributes(signer.getAuthenticatedAttributes());
    }

    Judgement judgement() throws IOException {
      Instant time = attributes.time();
      Optional<X509CertificateHolder> certificate =
          message.certificates().stream().filter(c -> attributes.names(signer, c)).findFirst();
      Reason wrong = wrongContent();
      if (wrong == null && certificate.isEmpty()) {
        wrong = Reason.NO_SIGNING_CERTIFICATE_FOUND;
      }
      if (certificate.isEmpty()) {
        return new Judgement(wrong, null, time);
      }
      Reason reason = wrong == null ? ofSignature(certificate.get()) : wrong;
      return Judgement.of(reason, certificate.get(), time);
    }

    /** What is wrong whoever signed; null where nothing is. */
    private @Nullable Reason wrongContent() throws IOException {
      if (!attributes.present()) {
        return null; // the signature itself is over the content
      }
      Optional<DigestMethod> digest = DigestMethod.of(signer.getDigestAlgorithm().getAlgorithm());
      ASN1OctetString expected = attributes.messageDigest();
      if (expected == null || !message.isOf(attributes.contentType())) {
        return Reason.FORMAT_FAILURE;
      }
      if (digest.isEmpty()) {
        return Reason.NOT_SUPPORTED;
      }
      return Arrays.equals(expected.getOctets(), digest.get().of(content))
          ? null
          : Reason.HASH_FAILURE;
    }

    private @Nullable Reason ofSignature(X509CertificateHolder certificate) throws IOException {
      List<SignatureMethod> methods =
          SignatureMethod.of(
              signer.getDigestEncryptionAlgorithm(),
              signer.getDigestAlgorithm(),
              certificate.getSubjectPublicKeyInfo());
      if (methods.isEmpty()) {
        return Reason.NOT_SUPPORTED;
      }
      Optional<SignatureMethod> right = right(methods);
      if (right.isEmpty()) {
        return Reason.SIG_CRYPTO_FAILURE;
      }
      if (!attributes.refersTo(certificate)) {
        return Reason.NO_SIGNING_CERTIFICATE_FOUND;
      }
      boolean weak =
          right.get().weak()
              || DigestMethod.of(signer.getDigestAlgorithm().getAlgorithm())
                  .map(DigestMethod::weak)
                  .orElse(true);
      return signers.of(certificate, message.certificates(), use, weak);
    }

    private Optional<SignatureMethod> right(List<SignatureMethod> methods) throws IOException {
      for (SignatureMethod method : methods) {
        if (verifies(method)) {
          return Optional.of(method);
        }
      }
      return Optional.empty();
    }

    private boolean verifies(SignatureMethod method) throws IOException {
      byte[] signature = signer.getEncryptedDigest().getOctets();
      if (!attributes.present()) {
        return method.verifies(content, signature);
      }
      // Some sign the attributes in their own order rather than in that of DER.
      return method.verifies(SignedContent.of(attributes.encoded(ASN1Encoding.DER)), signature)
          || method.verifies(SignedContent.of(attributes.encoded(ASN1Encoding.DL)), signature);
    }
  }
}
