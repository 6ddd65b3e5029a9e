package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A PDF (ISO 32000-2), without parsing it: all its names are looked at, those in compressed object
 * streams included; what they name is taken at its word.
 */
final class PdfFile {
  private static final int TAIL = 1 << 16;
  private static final int LONGEST_NAME = 16;
  private static final byte[] START_XREF = ascii("startxref");
  private static final byte[] END_OF_FILE = ascii("%%EOF");
  private static final byte[] STREAM = ascii("stream");

  private final BoundedFile file;
  private final Report report;
  private final boolean nested;

  private PdfFile(BoundedFile file, Report report, boolean nested) {
    this.file = file;
    this.report = report;
    this.nested = nested;
  }

  static void look(BoundedFile file, Report report) throws IOException, BoundReached {
    report.is("application/pdf");
    PdfFile pdf = new PdfFile(file, report, false);
    pdf.lookAtEnd();
    pdf.lookAtNames();
  }

  /** Only what is sure: a file that is whole ends with the place of its cross references. */
  private void lookAtEnd() throws IOException, BoundReached {
    long from = Math.max(0, file.size() - TAIL);
    if (file.indexOf(START_XREF, from, file.size()) < 0
        && file.indexOf(END_OF_FILE, from, file.size()) < 0) {
      report.add(Finding.DAMAGED);
    }
  }

  private void lookAtNames() throws IOException, BoundReached {
    long at = file.indexOf((byte) '/', 0, file.size());
    while (at >= 0) {
      if (mayMatter(file.u8(at + 1))) {
        lookAtName(at + 1);
      }
      at = file.indexOf((byte) '/', at + 1, file.size());
    }
  }

  private static boolean mayMatter(int first) {
    return switch (first) {
      case 'E', 'I', 'J', 'L', 'O', 'R', 'S', '#' -> true;
      default -> false;
    };
  }

  private void lookAtName(long start) throws IOException, BoundReached {
    StringBuilder name = new StringBuilder(LONGEST_NAME);
    long at = start;
    while (name.length() < LONGEST_NAME && isRegular(file.u8(at))) {
      int escaped = file.u8(at) == '#' ? hex(file.u8(at + 1), file.u8(at + 2)) : -1;
      name.append((char) (escaped < 0 ? file.u8(at) : escaped));
      at += escaped < 0 ? 1 : 3;
    }
    switch (name.toString()) {
      case "JavaScript", "Launch", "ImportData", "SubmitForm", "RichMedia" ->
          report.add(Finding.ACTIVE_CONTENT);
      case "Encrypt" -> lookAtEncrypt(at);
      case "Linearized" -> lookAtLength(at);
      case "ObjStm" -> lookIntoObjects(at);
      default -> {
        // any other name says nothing
      }
    }
  }

  private void lookAtEncrypt(long after) throws IOException, BoundReached {
    int next = file.u8(skipBlanks(after));
    if (isDigit(next) || next == '<') {
      report.add(Finding.ENCRYPTED);
    }
  }

  /** A linearized file states its own length (annex F.3.3, /L). */
  private void lookAtLength(long after) throws IOException, BoundReached {
    long at = file.indexOf(ascii("/L "), after, after + 200);
    boolean first = after < 1 << 11;
    if (at >= 0 && first && number(skipBlanks(at + 3)) > file.size()) {
      report.add(Finding.DAMAGED);
    }
  }

  private void lookIntoObjects(long after) throws IOException, BoundReached {
    long keyword = file.indexOf(STREAM, after, after + 512);
    if (keyword < 0 || nested) {
      return; // an object stream holds no streams (7.5.7)
    }
    long start = skipBlanks(keyword + STREAM.length);
    if (isDigit(file.u8(start))) {
      return; // not compressed: its names are in plain sight
    }
    int header = file.u16be(start);
    if (((header >> 8) & 0xf) != 8 || header % 31 != 0) {
      report.add(Finding.NOT_DETERMINED);
      return;
    }
    byte[] objects = Inflation.of(file, start, file.size() - start, false, Integer.MAX_VALUE);
    new PdfFile(BoundedFile.of(objects, file.budget()), report, true).lookAtNames();
  }

  private long skipBlanks(long from) throws IOException, BoundReached {
    long at = from;
    while (isBlank(file.u8(at))) {
      at++;
    }
    return at;
  }

  private long number(long from) throws IOException, BoundReached {
    long value = 0;
    for (long at = from; isDigit(file.u8(at)) && at < from + 12; at++) {
      value = value * 10 + file.u8(at) - '0';
    }
    return value;
  }

  private static boolean isBlank(int character) {
    return switch (character) {
      case 0, '\t', '\n', '\f', '\r', ' ' -> true;
      default -> false;
    };
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isRegular(int character) {
    return character > ' ' && character < 0x7f && "()<>[]{}/%".indexOf(character) < 0;
  }

  private static int hex(int high, int low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : (first << 4) | second;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
