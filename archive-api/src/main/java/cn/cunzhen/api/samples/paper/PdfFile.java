package cn.cunzhen.api.samples.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Writes pages as a PDF with the part of the typeface that they use. */
public final class PdfFile {
  private PdfFile() {}

  /**
   * A PDF file, the same bytes for the same arguments.
   *
   * @param created when it claims to have been made
   */
  public static byte[] write(
      String title, String author, OffsetDateTime created, List<? extends Page> pages) {
    try (PDDocument document = new PDDocument()) {
      document.setDocumentInformation(information(title, author, created));
      document.setDocumentId(created.toEpochSecond());
      PDType0Font font = PDType0Font.load(document, Typeface.shared().font(), true);
      for (Page page : pages) {
        PDPage sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
          page.draw(new PdfCanvas(content, font));
        }
      }
      ByteArrayOutputStream file = new ByteArrayOutputStream(1 << 15);
      document.save(file);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a PDF in memory", e);
    }
  }

  private static PDDocumentInformation information(
      String title, String author, OffsetDateTime created) {
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setAuthor(author);
    information.setCreationDate(GregorianCalendar.from(created.toZonedDateTime()));
    return information;
  }
}
