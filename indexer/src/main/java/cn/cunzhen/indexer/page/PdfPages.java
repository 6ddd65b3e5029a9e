package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.child.Trouble;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.PDFRenderer;

/** The pages of a PDF file. */
final class PdfPages implements PagedFile {
  private final PDDocument document;
  private final PDFRenderer renderer;
  private final PageList list;

  PdfPages(Path file) throws IOException, HinderedException {
    this(load(file));
  }

  private static PDDocument load(Path file) throws IOException, HinderedException {
    try {
      return Loader.loadPDF(
          new RandomAccessReadBufferedFile(file.toFile()),
          "",
          null,
          null,
          IOUtils.createTempFileOnlyStreamCache());
    } catch (IOException e) {
      if (isAboutEncryption(e)) {
        throw new HinderedException(Hindrance.ENCRYPTED, Trouble.of(e));
      }
      throw e;
    }
  }

  /** A file for holders of certificates fails otherwise than one with a password. */
  private static boolean isAboutEncryption(IOException e) {
    String handlers = InvalidPasswordException.class.getPackageName();
    return e instanceof InvalidPasswordException
        || Arrays.stream(e.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith(handlers));
  }

  PdfPages(PDDocument document) throws HinderedException {
    ChineseFonts.install();
    this.document = document;
    this.renderer = new PDFRenderer(document);
    renderer.setSubsamplingAllowed(true);
    this.list = new PageList(sizes(document), true);
  }

  private static List<PageSize> sizes(PDDocument document) throws HinderedException {
    List<PageSize> sizes = new ArrayList<>();
    for (PDPage page : document.getPages()) {
      if (sizes.size() == PageList.MOST) {
        break;
      }
      sizes.add(size(page));
    }
    if (sizes.isEmpty()) {
      throw new HinderedException(Hindrance.DAMAGED, "no page");
    }
    return sizes;
  }

  private static PageSize size(PDPage page) {
    PDRectangle box = page.getCropBox();
    boolean turned = page.getRotation() % 180 != 0;
    return turned
        ? new PageSize(box.getHeight(), box.getWidth())
        : new PageSize(box.getWidth(), box.getHeight());
  }

  @Override
  public PageList list() {
    return list;
  }

  @Override
  public BufferedImage draw(int number, int width, int height) throws IOException {
    PageSize size = list.sizes().get(number - 1);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setBackground(Color.WHITE);
    graphics.clearRect(0, 0, width, height);
    renderer.renderPageToGraphics(
        number - 1, graphics, (float) (width / size.width()), (float) (height / size.height()));
    graphics.dispose();
    return image;
  }

  @Override
  public PageWords words(int number) throws IOException {
    return PdfWords.of(document, number, list.sizes().get(number - 1));
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
