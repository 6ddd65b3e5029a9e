package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.signed.CmsJudge;
import cn.cunzhen.core.signed.CmsMessage;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.core.signed.Judgement;
import cn.cunzhen.core.signed.MalformedSignatureException;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.core.signed.SignedContent;
import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The signatures of a PDF (ISO 32000-2, 12.8; PAdES, ETSI EN 319 142), found by their bytes.
 *
 * <p>A signature is over all of the file but one string of hexadecimal digits, which is the
 * signature. Where its dictionary says otherwise it is malformed, whatever the cryptography says.
 */
final class SignedPdf implements SignedForm {
  private static final byte[] BYTE_RANGE = "/ByteRange".getBytes(StandardCharsets.US_ASCII);

  private final CmsJudge judge;
  private final SignatureLimits limits;

  SignedPdf(CmsJudge judge, SignatureLimits limits) {
    this.judge = judge;
    this.limits = limits;
  }

  @Override
  public Kind kind() {
    return Kind.PDF;
  }

  @Override
  public boolean maybeIn(BoundedFile file) throws IOException {
    return file.indexOf(BYTE_RANGE, 0, file.size()) >= 0;
  }

  @Override
  public void verify(BoundedFile file, Verdicts to) throws IOException {
    Set<PdfRange> seen = new HashSet<>();
    for (long at = next(file, 0); at >= 0; at = next(file, at + BYTE_RANGE.length)) {
      Optional<PdfRange> range = PdfRange.at(file, at + BYTE_RANGE.length);
      if (range.isEmpty()) {
        if (PdfRange.isMeantAt(file, at + BYTE_RANGE.length)) {
          to.add(Reason.FORMAT_FAILURE);
        }
      } else if (seen.add(range.get())) {
        verify(file, at, range.get(), to);
      }
    }
  }

  private static long next(BoundedFile file, long from) throws IOException {
    return file.indexOf(BYTE_RANGE, from, file.size());
  }

  private void verify(BoundedFile file, long at, PdfRange range, Verdicts to) throws IOException {
    if (!range.fits(file)) {
      to.add(Reason.FORMAT_FAILURE);
      return;
    }
    PdfSignatureDictionary dictionary = PdfSignatureDictionary.around(file, range);
    if (!dictionary.holds(at)) {
      to.add(Reason.FORMAT_FAILURE);
      return;
    }
    if (range.messageSize() > limits.message()) {
      to.add(Reason.BOUND_REACHED);
      return;
    }
    long outside = file.size() - range.end();
    Covers covers = outside == 0 ? Covers.WHOLE : Covers.BEGINNING;
    List<Judgement> judged =
        judge(dictionary, range.message(file), out -> range.copy(file, out)).stream()
            .map(each -> each.orTime(dictionary.time()))
            .toList();
    to.add(judged, covers, outside);
  }

  private List<Judgement> judge(
      PdfSignatureDictionary dictionary, byte[] bytes, SignedContent content) throws IOException {
    if (dictionary.form() == PdfSignatureDictionary.Form.OTHER) {
      return List.of(Judgement.of(Reason.NOT_SUPPORTED));
    }
    CmsMessage message;
    try {
      message = CmsMessage.parse(bytes);
    } catch (MalformedSignatureException e) {
      return List.of(Judgement.of(Reason.FORMAT_FAILURE));
    }
    return switch (dictionary.form()) {
      case DETACHED -> judge.detached(message, content);
      case SHA1 -> judge.overSha1(message, content);
      case TIME_STAMP -> judge.stamp(message, content);
      case OTHER -> throw new IllegalStateException("said above");
    };
  }
}
