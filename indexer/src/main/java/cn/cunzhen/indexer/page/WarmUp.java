package cn.cunzhen.indexer.page;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Draws a page of our own, so that the first page of another's finds its classes loaded. */
final class WarmUp {
  private static final int WIDTH = 600;
  private static final int TIMES = 3;

  private WarmUp() {}

  static void run() throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(FontName.HELVETICA), 12);
        content.newLineAtOffset(72, 720);
        content.showText("Cunzhen");
        content.endText();
        content.addRect(72, 600, 200, 40);
        content.stroke();
      }
      for (int i = 0; i < TIMES; i++) {
        PdfPages pages = new PdfPages(document);
        Pictures.of(pages.draw(1, WIDTH, WIDTH * 297 / 210));
        pages.words(1);
      }
    } catch (HinderedException e) {
      throw new IOException("a page of our own", e);
    }
  }
}
