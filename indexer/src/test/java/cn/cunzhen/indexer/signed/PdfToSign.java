package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A small PDF with a signature field, whose signature is put in by somebody. */
final class PdfToSign {
  private static final int ROOM = 8_000;
  private static final String RANGE = "0 0000000000 0000000000 0000000000";

  private final String text;
  private final int gap;

  private PdfToSign(String text, int gap) {
    this.text = text;
    this.gap = gap;
  }

  static PdfToSign with(String subFilter) {
    StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
    List<Integer> places = new ArrayList<>();
    for (String object : objects(subFilter)) {
      places.add(pdf.length());
      pdf.append(places.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
    }
    int table = pdf.length();
    pdf.append("xref\n0 ").append(places.size() + 1).append("\n0000000000 65535 f \n");
    places.forEach(each -> pdf.append("%010d 00000 n \n".formatted(each)));
    pdf.append("trailer\n<</Size ").append(places.size() + 1).append("/Root 1 0 R>>\n");
    pdf.append("startxref\n").append(table).append("\n%%EOF\n");
    int gap = pdf.indexOf("<00");
    int resumed = gap + ROOM + 2;
    String range = "0 %010d %010d %010d".formatted(gap, resumed, pdf.length() - resumed);
    return new PdfToSign(pdf.toString().replace(RANGE, range), gap);
  }

  private static List<String> objects(String subFilter) {
    return List.of(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/SigFlags 3>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[4 0 R]>>",
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/Rect[0 0 0 0]/P 3 0 R/V 5 0 R/F 132>>",
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/"
            + subFilter
            + "/ByteRange["
            + RANGE
            + "]/Contents<"
            + "0".repeat(ROOM)
            + ">/M(D:20261122150000+08'00')>>");
  }

  /** What is to be signed. */
  byte[] covered() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text.substring(0, gap).getBytes(ISO_8859_1));
    out.writeBytes(text.substring(gap + ROOM + 2).getBytes(ISO_8859_1));
    return out.toByteArray();
  }

  /** Where the signature lies, its brackets included. */
  boolean isSignature(int at) {
    return at >= gap && at < gap + ROOM + 2;
  }

  byte[] with(byte[] signature) {
    String digits = HexFormat.of().formatHex(signature);
    String padded = digits + "0".repeat(ROOM - digits.length());
    return (text.substring(0, gap + 1) + padded + text.substring(gap + 1 + ROOM))
        .getBytes(ISO_8859_1);
  }

  /** The file with another array of numbers. */
  byte[] withRange(String range) {
    return text.replaceFirst("ByteRange\\[[^]]*]", "ByteRange[" + range + "]").getBytes(ISO_8859_1);
  }
}
