package cn.cunzhen.indexer.recognition;

import cn.cunzhen.indexer.recognition.Picture.TooManyPixelsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/** Pages of a PDF as pictures. */
public final class PdfPage {
  private static final float POINTS_PER_INCH = 72;
  private static final float DOTS_PER_INCH = 200;
  private static final float LEAST_DOTS = 100;
  private static final float MOST_DOTS = 300;
  private static final int LONGEST_SIDE = 20_000;
  private static final long MOST_PIXELS = 100_000_000;
  private static final long MOST_WHOLE = 30_000_000;
  private static final double MOST_DRAWN = 10_000_000;
  private static final int DEEPEST = 4;

  private PdfPage() {}

  /** All of them. */
  public static List<Picture> all(Path file) throws IOException {
    try (PDDocument document = load(file)) {
      return IntStream.rangeClosed(1, document.getNumberOfPages())
          .mapToObj(page -> new Picture(page, true, () -> draw(file, page)))
          .toList();
    }
  }

  private static Shades draw(Path file, int number) throws IOException {
    try (PDDocument document = load(file)) {
      PDPage page = document.getPage(number - 1);
      long pixels =
          largest(page.getResources() == null ? null : page.getResources().getCOSObject(), 0);
      PDFRenderer renderer = new PDFRenderer(document);
      renderer.setSubsamplingAllowed(pixels > MOST_WHOLE);
      return Shades.of(renderer.renderImage(number - 1, scale(page, pixels), ImageType.GRAY));
    }
  }

  private static PDDocument load(Path file) throws IOException {
    return Loader.loadPDF(file.toFile(), IOUtils.createMemoryOnlyStreamCache());
  }

  /**
   * That of the picture, if it seems to fill the page: what is drawn in any other is recognised
   * less well. Else 200 dots per inch, and less for a page that is larger than paper.
   */
  private static float scale(PDPage page, long pixels) throws IOException {
    PDRectangle box = page.getCropBox();
    double width = Math.max(1, box.getWidth());
    double height = Math.max(1, box.getHeight());
    double own = Math.sqrt(pixels / (width * height)) * POINTS_PER_INCH;
    double dots = own < LEAST_DOTS ? DOTS_PER_INCH : own / Math.ceil(own / MOST_DOTS);
    double most = Math.sqrt(MOST_DRAWN / (width * height));
    double scale = Math.min(dots / POINTS_PER_INCH, most);
    if (Math.max(width, height) * scale > LONGEST_SIDE) {
      throw new TooManyPixelsException((long) (width * scale), (long) (height * scale));
    }
    return (float) scale;
  }

  /** How many pixels the largest of a page's pictures says it has, those of its forms too. */
  private static long largest(@Nullable COSDictionary resources, int depth) throws IOException {
    COSDictionary objects = resources == null ? null : resources.getCOSDictionary(COSName.XOBJECT);
    if (objects == null || depth > DEEPEST) {
      return 0;
    }
    long largest = 0;
    for (COSName name : objects.keySet()) {
      if (objects.getDictionaryObject(name) instanceof COSStream stream) {
        long width = Math.max(0, stream.getLong(COSName.WIDTH, 0));
        long height = Math.max(0, stream.getLong(COSName.HEIGHT, 0));
        if (height > 0 && width > MOST_PIXELS / height) {
          throw new TooManyPixelsException(width, height);
        }
        long within = largest(stream.getCOSDictionary(COSName.RESOURCES), depth + 1);
        largest = Math.max(largest, Math.max(width * height, within));
      }
    }
    return largest;
  }
}
