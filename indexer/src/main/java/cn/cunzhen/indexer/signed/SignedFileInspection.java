package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.intake.FileInspection;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.Trust;
import cn.cunzhen.core.signed.CmsJudge;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.SignerCheck;
import cn.cunzhen.indexer.inspect.BoundReached;
import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Adds to another inspection what the signatures inside of a file are worth.
 *
 * <p>In the process itself, by readers of our own that stop at their limits; a file without
 * signatures costs one look. Any number of threads may use it: as many as the limits say verify,
 * the others wait for no longer than a verification takes, and then say so.
 */
public final class SignedFileInspection implements FileInspection {
  private static final String PDF = "application/pdf";
  private static final String XML = "application/xml";

  private final FileInspection inner;
  private final SignatureLimits limits;
  private final CmsJudge cms;
  private final SignerCheck signers;
  private final Semaphore turns;

  /**
   * @param inner says what a file is
   * @param anchors the roots that are believed
   */
  public SignedFileInspection(
      FileInspection inner, SignatureLimits limits, Anchors anchors, Clock clock) {
    this.inner = inner;
    this.limits = limits;
    this.signers = new SignerCheck(new Trust(anchors), clock);
    this.cms = new CmsJudge(signers);
    this.turns = new Semaphore(limits.atOnce());
  }

  @Override
  public Inspection inspect(String name, FileView file) throws IOException {
    Inspection found = inner.inspect(name, file);
    List<FileSignature> signatures = signatures(kind(name, found.mediaType()), file);
    List<Finding> findings = new ArrayList<>(found.findings());
    if (signatures.stream().anyMatch(FileSignature::failed)) {
      findings.add(Finding.BROKEN_SIGNATURE);
    }
    return new Inspection(found.mediaType(), findings, signatures);
  }

  /** What it is for those who open it by its name, though its beginning was changed. */
  private static String kind(String name, String mediaType) {
    boolean unknown =
        mediaType.equals("application/octet-stream") || mediaType.equals("text/plain");
    return switch (unknown ? name.toLowerCase(Locale.ROOT).replaceFirst(".*\\.", "") : "") {
      case "pdf" -> PDF;
      case "xml" -> XML;
      default -> mediaType;
    };
  }

  private List<FileSignature> signatures(String mediaType, FileView view) throws IOException {
    if (view.size() == 0) {
      return List.of();
    }
    for (SignedForm form : forms(mediaType)) {
      List<FileSignature> found = signatures(form, view);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<SignedForm> forms(String mediaType) {
    return switch (mediaType) {
      case PDF -> List.of(new SignedPdf(cms, limits));
      case "application/ofd" -> List.of(new SignedOfd(cms, signers, limits));
      case "application/octet-stream", "text/plain" -> List.of(new CmsFile(cms, limits));
      case "message/rfc822" -> List.of(new SignedMail(cms, limits));
      case XML -> List.of(new SignedXml(signers));
      default ->
          mediaType.contains("zip") || mediaType.contains("document")
              ? List.of(new SignedContainer())
              : List.of();
    };
  }

  private List<FileSignature> signatures(SignedForm form, FileView view) throws IOException {
    Verdicts verdicts = new Verdicts(form.kind(), limits.signatures());
    try {
      if (form.maybeIn(new BoundedFile(view, limits.budget()))) {
        inTurn(form, view, verdicts);
      }
    } catch (BoundReached e) {
      return verdicts.cutShort();
    }
    return verdicts.all();
  }

  private void inTurn(SignedForm form, FileView view, Verdicts to) throws IOException {
    try {
      if (!turns.tryAcquire(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BoundReached();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to verify signatures");
    }
    try {
      form.verify(new BoundedFile(view, limits.budget()), to);
    } finally {
      turns.release();
    }
  }
}
