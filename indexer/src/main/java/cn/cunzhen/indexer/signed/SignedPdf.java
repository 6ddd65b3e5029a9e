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
  private static final byte[] SUB_FILTER = "/SubFilter".getBytes(StandardCharsets.US_ASCII);

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
    return next(file, 0) >= 0;
  }

  @Override
  public void verify(BoundedFile file, Verdicts to) throws IOException {
    Set<PdfRange> seen = new HashSet<>();
    for (long at = next(file, 0); at >= 0; at = next(file, at + 1)) {
      if (file.has(at, SUB_FILTER)) {
        lookForRange(file, at, to);
        continue;
      }
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
    long at = file.indexOf((byte) '/', from, file.size());
    while (at >= 0 && !file.has(at, BYTE_RANGE) && !file.has(at, SUB_FILTER)) {
      at = file.indexOf((byte) '/', at + 1, file.size());
    }
    return at;
  }

  /** A signature that does not say what it is over, or does no longer, is malformed. */
  private static void lookForRange(BoundedFile file, long at, Verdicts to) throws IOException {
    if (PdfSignatureDictionary.around(file, at, at).lacksRange()) {
      to.add(Reason.FORMAT_FAILURE);
    }
  }

  private void verify(BoundedFile file, long at, PdfRange range, Verdicts to) throws IOException {
    if (!range.fits(file)) {
      to.add(Reason.FORMAT_FAILURE);
      return;
    }
    PdfSignatureDictionary dictionary =
        PdfSignatureDictionary.around(file, range.gap(), range.resumed());
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
