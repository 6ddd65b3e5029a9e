package cn.cunzhen.api.slip;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Small lines at the foot of a document's pages, in one font of the document's own. */
public final class Footer {
  private static final float SIZE = 7;

  private final Lettering lettering = Lettering.shared();
  private final PDFont font;

  /**
   * @param like what such a line says, in other figures
   */
  public Footer(PDDocument document, String like) throws IOException {
    String ascii = "abcdefghijklmnopqrstuvwxyz0123456789";
    this.font = lettering.in(document, lettering.drawable(like) + ascii);
  }

  /** Writes a line around the middle. */
  public void draw(PDPageContentStream page, String text, float middle, float baseLine)
      throws IOException {
    page.beginText();
    page.setFont(font, SIZE);
    page.newLineAtOffset(middle - (float) lettering.width(text, SIZE) / 2, baseLine);
    page.showText(text);
    page.endText();
  }
}
