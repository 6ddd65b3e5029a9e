package cn.cunzhen.indexer.recognition;

import cn.cunzhen.indexer.recognition.Picture.TooManyPixelsException;
import cn.cunzhen.indexer.recognition.Picture.UnknownPictureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures in the formats that the JDK reads; nothing is decoded whose size is not known to fit.
 */
public final class ImageFile {
  private static final long MOST_PIXELS = 400_000_000;

  /** More than this is thinned out while it is decoded. */
  private static final long MOST_WHOLE = 40_000_000;

  private static final int LONGEST_SIDE = 100_000;

  private ImageFile() {}

  /**
   * The pages of a TIFF; of any other format the one picture that it has, which is page 1.
   *
   * @param most how many at most
   */
  public static List<Picture> pictures(Path file, int most) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    int count = Math.min(most, count(file, most));
    for (int i = 0; i < count; i++) {
      int frame = i;
      pictures.add(new Picture(i + 1, true, () -> read(file, frame)));
    }
    return pictures;
  }

  private static int count(Path file, int most) throws IOException {
    try (ImageInputStream in = open(file)) {
      ImageReader reader = reader(in);
      try {
        reader.setInput(in);
        return isTiff(reader) ? frames(reader, most) : 1;
      } catch (RuntimeException e) {
        throw new IOException("a damaged picture", e);
      } finally {
        reader.dispose();
      }
    }
  }

  /** Looks for one page after the other: their number may be a lie, and their chain a circle. */
  private static int frames(ImageReader reader, int most) throws IOException {
    int frames = 0;
    try {
      while (frames < most && reader.getWidth(frames) > 0) {
        frames++;
      }
    } catch (IndexOutOfBoundsException e) {
      return frames; // that was the last
    }
    return frames;
  }

  private static boolean isTiff(ImageReader reader) throws IOException {
    return reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("tif");
  }

  /** Decodes the first picture of a file. */
  public static Shades read(byte[] file) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      return read(in, reader -> read(reader, 0));
    }
  }

  private static Shades read(Path file, int frame) throws IOException {
    try (ImageInputStream in = open(file)) {
      return read(
          in,
          reader -> {
            String format = reader.getFormatName().toLowerCase(Locale.ROOT);
            Orientation orientation =
                Orientation.of(file, reader, frame, isTiff(reader) ? "tiff" : format);
            return read(reader, frame).turned(orientation);
          });
    }
  }

  /** Reads something of an image. */
  private interface Look {
    Shades at(ImageReader reader) throws IOException;
  }

  private static Shades read(ImageInputStream in, Look look) throws IOException {
    ImageReader reader = reader(in);
    try {
      reader.setInput(in);
      return look.at(reader);
    } catch (RuntimeException e) {
      throw new IOException("a damaged picture", e); // the JDK's readers throw all sorts then
    } finally {
      reader.dispose();
    }
  }

  private static Shades read(ImageReader reader, int frame) throws IOException {
    long width = reader.getWidth(frame);
    long height = reader.getHeight(frame);
    check(width, height);
    ImageReadParam param = reader.getDefaultReadParam();
    int step = (int) Math.ceil(Math.sqrt((double) (width * height) / MOST_WHOLE));
    if (step > 1) {
      param.setSourceSubsampling(step, step, 0, 0);
    }
    try {
      BufferedImage image = reader.read(frame, param);
      return Shades.of(image);
    } catch (IIOException e) {
      if (reader.canReadRaster()) {
        return Shades.ofInks(reader.readRaster(frame, param)); // colours of print
      }
      throw e;
    }
  }

  /** Refuses what would not fit, by what it says of itself. */
  static void check(long width, long height) throws IOException {
    if (width < 1 || height < 1) {
      throw new IOException("a picture without pixels");
    }
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
      throw new TooManyPixelsException(width, height);
    }
  }

  private static ImageInputStream open(Path file) throws IOException {
    ImageInputStream in = ImageIO.createImageInputStream(file.toFile());
    if (in == null) {
      throw new IOException("the picture can't be opened");
    }
    return in;
  }

  /** The JDK's own reader before any that came along with a library. */
  private static ImageReader reader(ImageInputStream in) throws UnknownPictureException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    List<ImageReader> all = new ArrayList<>();
    readers.forEachRemaining(all::add);
    return all.stream()
        .filter(reader -> reader.getClass().getModule() == ImageIO.class.getModule())
        .findFirst()
        .or(() -> all.stream().findFirst())
        .orElseThrow(UnknownPictureException::new);
  }
}
