package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Inspects files by their bytes: signatures, directories, names and lengths, never a parser.
 *
 * <p>It reads and decompresses no more than its limits, throws nothing because of what a file
 * holds, and keeps nothing between files, so any number of threads may share it. What it does not
 * find may still be there: it recognises one test virus and no other.
 */
public final class ByteInspection implements FileInspection {
  private static final int PDF_MAY_BEGIN = 1 << 10;
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  /** The EICAR test file, in two pieces, lest scanners take this class for it. */
  private static final byte[] TEST_VIRUS =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-"
          .concat("ANTIVIRUS-TEST-FILE!$H+H*")
          .getBytes(StandardCharsets.US_ASCII);

  private static final int TEST_VIRUS_MAY_BEGIN = 1 << 12;

  private final InspectionLimits limits;

  public ByteInspection(InspectionLimits limits) {
    this.limits = limits;
  }

  @Override
  public Inspection inspect(String name, FileView view) throws IOException {
    Report report = new Report(limits);
    if (view.size() == 0) {
      report.add(Finding.EMPTY);
      return report.finished();
    }
    try {
      look(extension(name), new BoundedFile(view, new Budget(limits)), report);
    } catch (BoundReached e) {
      report.add(Finding.NOT_DETERMINED);
    }
    boolean torn = report.has(Finding.DAMAGED) && report.mediaType().equals(ZipKind.ZIP);
    if (!torn && MediaTypes.disagrees(extension(name), report.mediaType())) {
      report.add(Finding.NAME_DISAGREES);
    }
    return report.finished();
  }

  private static void look(String extension, BoundedFile file, Report report)
      throws IOException, BoundReached {
    if (file.indexOf(TEST_VIRUS, 0, TEST_VIRUS_MAY_BEGIN) >= 0) {
      report.add(Finding.MALWARE);
    }
    look(extension, file).at(file, report);
  }

  private static Look look(String extension, BoundedFile file) throws IOException, BoundReached {
    var signature = Signatures.of(file);
    if (signature.isPresent()) {
      return signature.get();
    }
    var letters = TwoLetters.of(file);
    if (letters.isPresent()) {
      return letters.get();
    }
    long pdf = file.indexOf(PDF, 0, PDF_MAY_BEGIN);
    return pdf >= 0 && TextEncoding.isText(file.slice(0, (int) pdf))
        ? PdfFile::look
        : (whole, report) -> TextFile.look(extension, whole, report);
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
