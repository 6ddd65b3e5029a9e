package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cn.cunzhen.core.signed.CmsJudge;
import cn.cunzhen.core.signed.CmsMessage;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.core.signed.MalformedSignatureException;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.indexer.inspect.BoundReached;
import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A mail that is signed as a whole (S/MIME, RFC 8551, 3.5): its body, never its header, so never
 * who it is from.
 */
final class SignedMail implements SignedForm {
  private static final Set<String> ENVELOPING =
      Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");
  private static final Set<String> PROTOCOLS =
      Set.of("application/pkcs7-signature", "application/x-pkcs7-signature");

  private final CmsJudge judge;
  private final SignatureLimits limits;

  SignedMail(CmsJudge judge, SignatureLimits limits) {
    this.judge = judge;
    this.limits = limits;
  }

  @Override
  public Kind kind() {
    return Kind.MAIL;
  }

  @Override
  public boolean maybeIn(BoundedFile file) throws IOException {
    String type = MailHeader.at(file, 0).type();
    return type.equals("multipart/signed") || ENVELOPING.contains(type);
  }

  @Override
  public void verify(BoundedFile file, Verdicts to) throws IOException {
    MailHeader header = MailHeader.at(file, 0);
    if (ENVELOPING.contains(header.type())) {
      verifyEnveloping(file, header, to);
    } else if (PROTOCOLS.contains(header.parameter("protocol"))) {
      verifyParts(file, header, to);
    } else {
      to.add(Reason.NOT_SUPPORTED); // OpenPGP, mostly
    }
  }

  private void verifyEnveloping(BoundedFile file, MailHeader header, Verdicts to)
      throws IOException {
    byte[] bytes = content(file, header, file.size());
    if (!CmsMessage.begins(bytes)) {
      return; // encrypted, or a list of certificates
    }
    try {
      CmsMessage message = CmsMessage.parse(bytes);
      if (message.hasSigners()) {
        to.add(judge.enveloping(message), Covers.PART, 0);
      }
    } catch (MalformedSignatureException e) {
      to.add(Reason.FORMAT_FAILURE);
    }
  }

  private void verifyParts(BoundedFile file, MailHeader header, Verdicts to) throws IOException {
    Optional<SignedParts> found = SignedParts.of(file, header.body(), header.parameter("boundary"));
    if (found.isEmpty()) {
      to.add(Reason.FORMAT_FAILURE);
      return;
    }
    SignedParts parts = found.get();
    MailHeader signature = MailHeader.at(file, parts.signature());
    try {
      CmsMessage message = CmsMessage.parse(content(file, signature, parts.signatureEnd()));
      to.add(judge.detached(message, out -> parts.copy(file, out)), Covers.PART, 0);
    } catch (MalformedSignatureException e) {
      to.add(Reason.FORMAT_FAILURE);
    }
  }

  private byte[] content(BoundedFile file, MailHeader header, long end) throws IOException {
    long length = Math.max(0, end - header.body());
    if (length > 2L * limits.message()) {
      throw new BoundReached();
    }
    byte[] bytes = file.slice(header.body(), (int) length);
    return header.isBase64() ? decoded(bytes) : bytes;
  }

  /** Base64; nothing where it is none. */
  private static byte[] decoded(byte[] bytes) {
    try {
      return Base64.getMimeDecoder().decode(new String(bytes, ISO_8859_1).strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
