package cn.cunzhen.indexer.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/** Makes images smaller by averaging, so that thin strokes of a scan do not break. */
final class Shrinking {
  /** So many rows of the source are converted at a time. */
  private static final int BAND = 64;

  private Shrinking() {}

  /** The image in that size, on white, opaque; larger than it was by interpolation. */
  static BufferedImage to(BufferedImage source, int width, int height) {
    boolean shrinks = width < source.getWidth() && height < source.getHeight();
    return shrinks ? average(source, width, height) : stretch(source, width, height);
  }

  private static BufferedImage stretch(BufferedImage source, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(source, 0, 0, width, height, null);
    graphics.dispose();
    return image;
  }

  private static BufferedImage average(BufferedImage source, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] into = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    Sums sums = new Sums(source.getWidth(), width);
    Band band = new Band(source);
    for (int y = 0; y < height; y++) {
      int from = (int) ((long) y * source.getHeight() / height);
      int to = (int) ((y + 1L) * source.getHeight() / height);
      sums.clear();
      for (int row = from; row < to; row++) {
        sums.add(band.pixels, band.offsetOf(row));
      }
      sums.write(to - from, into, y * width);
    }
    return image;
  }

  /** Some rows of an image as plain red, green and blue, on white. */
  private static final class Band {
    final int[] pixels;
    private final BufferedImage source;
    private final Graphics2D graphics;
    private int first = -BAND;

    Band(BufferedImage source) {
      this.source = source;
      BufferedImage band = new BufferedImage(source.getWidth(), BAND, BufferedImage.TYPE_INT_RGB);
      this.pixels = ((DataBufferInt) band.getRaster().getDataBuffer()).getData();
      this.graphics = band.createGraphics();
      graphics.setColor(Color.WHITE);
    }

    int offsetOf(int row) {
      if (row >= first + BAND) {
        first = row;
        graphics.fillRect(0, 0, source.getWidth(), BAND);
        graphics.drawImage(source, 0, -row, null);
      }
      return (row - first) * source.getWidth();
    }
  }

  /** Sums of source pixels, for each pixel of one row that is made of them. */
  private static final class Sums {
    private final int[] ends;
    private final int[] red;
    private final int[] green;
    private final int[] blue;

    Sums(int sourceWidth, int width) {
      this.ends = new int[width];
      for (int x = 0; x < width; x++) {
        ends[x] = (int) ((x + 1L) * sourceWidth / width);
      }
      this.red = new int[width];
      this.green = new int[width];
      this.blue = new int[width];
    }

    void clear() {
      Arrays.fill(red, 0);
      Arrays.fill(green, 0);
      Arrays.fill(blue, 0);
    }

    void add(int[] pixels, int offset) {
      int from = 0;
      for (int x = 0; x < ends.length; x++) {
        int r = 0;
        int g = 0;
        int b = 0;
        for (; from < ends[x]; from++) {
          int pixel = pixels[offset + from];
          r += (pixel >> 16) & 0xff;
          g += (pixel >> 8) & 0xff;
          b += pixel & 0xff;
        }
        red[x] += r;
        green[x] += g;
        blue[x] += b;
      }
    }

    void write(int rows, int[] into, int offset) {
      int from = 0;
      for (int x = 0; x < ends.length; x++) {
        int count = rows * (ends[x] - from);
        into[offset + x] = ((red[x] / count) << 16) | ((green[x] / count) << 8) | (blue[x] / count);
        from = ends[x];
      }
    }
  }
}
