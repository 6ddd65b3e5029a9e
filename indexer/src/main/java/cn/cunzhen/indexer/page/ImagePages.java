package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.recognition.Orientation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** The pages of an image file; only TIFF has more than one. */
final class ImagePages implements PagedFile {
  private static final long MOST_PIXELS = 1L << 30;

  /** A larger one is read with pixels left out, lest it take all memory. */
  private static final int WHOLE = 40_000_000;

  private final Path file;
  private final ImageReader reader;
  private final ImageInputStream in;
  private final List<Orientation> orientations = new ArrayList<>();
  private final PageList list;

  private ImagePages(Path file, ImageReader reader, ImageInputStream in, String format)
      throws IOException, HinderedException {
    this.file = file;
    this.reader = reader;
    this.in = in;
    reader.setInput(in, false, false);
    int count = format.equals("tiff") ? Math.min(reader.getNumImages(true), PageList.MOST) : 1;
    List<PageSize> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Orientation orientation = Orientation.of(file, reader, i, format);
      orientations.add(orientation);
      sizes.add(size(i, orientation));
    }
    if (sizes.isEmpty()) {
      throw new HinderedException(Hindrance.DAMAGED, "no image");
    }
    this.list = new PageList(sizes, false);
  }

  static ImagePages open(Path file, String format) throws IOException, HinderedException {
    ImageReader reader = reader(format);
    ImageInputStream in = new FileImageInputStream(file.toFile());
    try {
      return new ImagePages(file, reader, in, format);
    } catch (IOException | HinderedException | RuntimeException e) {
      reader.dispose();
      in.close();
      throw e;
    }
  }

  /** The JDK's own before any other that is there. */
  private static ImageReader reader(String format) {
    List<ImageReader> readers = new ArrayList<>();
    ImageIO.getImageReadersByFormatName(format).forEachRemaining(readers::add);
    return readers.stream()
        .filter(reader -> reader.getClass().getName().startsWith("com.sun."))
        .findFirst()
        .orElseGet(readers::getFirst);
  }

  private PageSize size(int index, Orientation orientation) throws IOException, HinderedException {
    int width = reader.getWidth(index);
    int height = reader.getHeight(index);
    if ((long) width * height > MOST_PIXELS) {
      throw new HinderedException(Hindrance.TOO_LARGE, width + " × " + height + " pixels");
    }
    return orientation.turnsSides() ? new PageSize(height, width) : new PageSize(width, height);
  }

  @Override
  public PageList list() {
    return list;
  }

  @Override
  public BufferedImage draw(int number, int width, int height) throws IOException {
    Orientation orientation = orientations.get(number - 1);
    boolean turns = orientation.turnsSides();
    BufferedImage image =
        Shrinking.to(read(number - 1), turns ? height : width, turns ? width : height);
    return orientation.applyTo(image);
  }

  private BufferedImage read(int index) throws IOException {
    ImageReadParam parameters = reader.getDefaultReadParam();
    long pixels = (long) reader.getWidth(index) * reader.getHeight(index);
    int step = (int) Math.ceil(Math.sqrt((double) pixels / WHOLE));
    if (step > 1) {
      parameters.setSourceSubsampling(step, step, 0, 0);
    }
    try {
      return reader.read(index, parameters);
    } catch (IIOException e) {
      return PrintColours.read(file, e); // a JPEG in the four colours of print
    }
  }

  @Override
  public PageWords words(int number) {
    return PageWords.NONE;
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    in.close();
  }
}
