package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.signed.CmsJudge;
import cn.cunzhen.core.signed.CmsMessage;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.core.signed.MalformedSignatureException;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** A file that is a CMS message itself, with its content or without, in DER, BER, PEM or base64. */
final class CmsFile implements SignedForm {
  private static final int BEGINNING = 64;
  private static final Pattern ARMOUR =
      Pattern.compile("\\A\\s*-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----");
  private static final Pattern END = Pattern.compile("-----END ");

  private final CmsJudge judge;
  private final SignatureLimits limits;

  CmsFile(CmsJudge judge, SignatureLimits limits) {
    this.judge = judge;
    this.limits = limits;
  }

  @Override
  public Kind kind() {
    return Kind.CMS;
  }

  @Override
  public boolean maybeIn(BoundedFile file) throws IOException {
    byte[] beginning = file.slice(0, BEGINNING);
    return CmsMessage.begins(beginning)
        || ARMOUR.matcher(text(beginning)).lookingAt()
        || CmsMessage.begins(bare(text(beginning)));
  }

  /** The bytes of base64 without armour, as far as they are whole. */
  private static byte[] bare(String text) {
    String letters = text.replaceAll("\\s", "");
    return letters.startsWith("MI")
        ? decoded(letters.substring(0, letters.length() / 4 * 4))
        : new byte[0];
  }

  @Override
  public void verify(BoundedFile file, Verdicts to) throws IOException {
    if (file.size() > limits.message()) {
      to.add(Reason.BOUND_REACHED);
      return;
    }
    verify(message(file.slice(0, (int) file.size())), to);
  }

  private void verify(byte[] bytes, Verdicts to) throws IOException {
    CmsMessage message;
    try {
      message = CmsMessage.parse(bytes);
    } catch (MalformedSignatureException e) {
      to.add(Reason.FORMAT_FAILURE);
      return;
    }
    if (message.hasSigners()) {
      boolean whole = message.hasContent();
      to.add(judge.enveloping(message), whole ? Covers.WHOLE : Covers.UNKNOWN, 0);
    }
  }

  private static byte[] message(byte[] bytes) {
    if (CmsMessage.begins(bytes)) {
      return bytes;
    }
    String body = ARMOUR.matcher(text(bytes)).replaceFirst("");
    return decoded(END.split(body, 2)[0]);
  }

  /** Base64; nothing where it is none. */
  private static byte[] decoded(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
