package cn.cunzhen.api.copy;

import cn.cunzhen.api.slip.Footer;
import cn.cunzhen.api.slip.SlipPdf;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.indexer.page.MarkedPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * The PDF of a certified copy in the making: sheets of A4, in a temporary file rather than in
 * memory, and a place for the seal. Not safe for use by several threads.
 */
public final class CopyPdf implements AutoCloseable {
  private static final float MARGIN = 14;
  private static final float FOOT = 26;

  private final PDDocument document;
  private final Cover cover;
  private final CopyContent content;
  private final Footer footer;
  private int drawn;

  /**
   * Begins with the cover.
   *
   * @param folder for what is being made; nothing stays there
   */
  public CopyPdf(Cover cover, CopyContent content, Path folder) throws IOException {
    this.cover = cover;
    this.content = content;
    this.document =
        new PDDocument(
            MemoryUsageSetting.setupTempFileOnly().setTempDir(folder.toFile()).streamCache);
    SlipPdf.draw(cover.slip(content), document);
    this.footer = new Footer(document, cover.footer(0, 0, 0, 0));
  }

  /** Adds the next page. */
  public void add(int file, int page, MarkedPage picture) throws IOException {
    drawn++;
    PDImageXObject image = CopyImage.of(document, picture);
    boolean wide = image.getWidth() > image.getHeight();
    PDRectangle a4 = PDRectangle.A4;
    PDRectangle box =
        wide ? new PDRectangle(/* width= */ a4.getHeight(), /* height= */ a4.getWidth()) : a4;
    PDPage sheet = new PDPage(box);
    document.addPage(sheet);
    try (PDPageContentStream out = new PDPageContentStream(document, sheet)) {
      float width = box.getWidth() - 2 * MARGIN;
      float height = box.getHeight() - MARGIN - FOOT;
      float scale = Math.min(width / image.getWidth(), height / image.getHeight());
      float x = (box.getWidth() - image.getWidth() * scale) / 2;
      float y = FOOT + (height - image.getHeight() * scale) / 2;
      out.drawImage(image, x, y, image.getWidth() * scale, image.getHeight() * scale);
      String text = cover.footer(file, page, drawn, content.pages());
      footer.draw(out, text, box.getWidth() / 2, MARGIN);
    }
  }

  /** Writes it, with a place for the seal. */
  public void save(Path file) throws IOException {
    document.setVersion(1.7f);
    document.getDocumentCatalog().setLanguage(cover.language().tag());
    document.getDocumentInformation().setTitle(cover.title());
    document.getDocumentInformation().setCreationDate(issued());
    SealPlace.put(document, cover.archive(), issued(), null);
    // Within a compressed object no seal could be put in afterwards.
    document.save(file.toFile(), CompressParameters.NO_COMPRESSION);
  }

  private Calendar issued() {
    return GregorianCalendar.from(cover.issuedAt().atZone(Retention.ZONE));
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
