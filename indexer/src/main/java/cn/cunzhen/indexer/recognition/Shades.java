package cn.cunzhen.indexer.recognition;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A picture in shades of grey, no larger than recognition needs; for one thread. */
public final class Shades {
  /** A4 at 227 dots per inch: of more, large letters are recognised less well, and none better. */
  static final int MOST_PIXELS = 5_000_000;

  private static final int WHITE = 255;

  /** Less between the darkest and the lightest is a blank sheet. */
  private static final int CONTRAST = 40;

  private static final int LINE = 96;

  /** Pixels in which no character can be told. */
  private static final int SMALL = 16;

  private final int width;
  private final int height;
  private final byte[] pixels;

  private Shades(int width, int height, byte[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The picture on white paper, scaled down where it is large. */
  static Shades of(BufferedImage image) {
    int[] row = new int[image.getWidth()];
    return scaled(
        image.getWidth(),
        image.getHeight(),
        (y, shades) -> {
          image.getRGB(0, y, row.length, 1, row, 0, row.length);
          for (int x = 0; x < row.length; x++) {
            shades[x] = shade(row[x]);
          }
        });
  }

  /** Of the four inks of print, as JPEG stores them: what matters of them is black. */
  static Shades ofInks(Raster inks) {
    int[] pixel = new int[inks.getNumBands()];
    return scaled(
        inks.getWidth(),
        inks.getHeight(),
        (y, shades) -> {
          for (int x = 0; x < shades.length; x++) {
            inks.getPixel(x, y, pixel);
            shades[x] = pixel[0] * pixel[pixel.length - 1] / WHITE;
          }
        });
  }

  /** Luma (ITU-R BT.601) of a colour on white. */
  private static int shade(int argb) {
    int alpha = argb >>> 24;
    int luma = ((argb >> 16 & 0xff) * 299 + (argb >> 8 & 0xff) * 587 + (argb & 0xff) * 114) / 1_000;
    return (luma * alpha + WHITE * (WHITE - alpha)) / WHITE;
  }

  private interface Rows {
    void read(int y, int[] shades);
  }

  private static Shades scaled(int width, int height, Rows rows) {
    double scale = Math.min(1, Math.sqrt((double) MOST_PIXELS / ((double) width * height)));
    int newWidth = Math.max(1, (int) (width * scale));
    int newHeight = Math.max(1, (int) (height * scale));
    byte[] pixels = new byte[newWidth * newHeight];
    int[] shades = new int[width];
    long[] sums = new long[newWidth];
    int[] counts = new int[newWidth];
    for (int y = 0; y < height; y++) {
      rows.read(y, shades);
      for (int x = 0; x < width; x++) {
        int at = (int) ((long) x * newWidth / width);
        sums[at] += shades[x];
        counts[at]++;
      }
      int row = (int) ((long) y * newHeight / height);
      if (y + 1 == height || row != (int) ((y + 1L) * newHeight / height)) {
        for (int x = 0; x < newWidth; x++) {
          pixels[row * newWidth + x] = (byte) (sums[x] / Math.max(1, counts[x]));
          sums[x] = 0;
          counts[x] = 0;
        }
      }
    }
    return new Shades(newWidth, newHeight, pixels);
  }

  /** The picture as it stands upright. */
  Shades turned(Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return this;
    }
    int newWidth = orientation.turnsSides() ? height : width;
    int newHeight = orientation.turnsSides() ? width : height;
    byte[] turned = new byte[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = orientation.y(x, y, width, height);
        turned[row * newWidth + orientation.x(x, y, width, height)] = pixels[y * width + x];
      }
    }
    return new Shades(newWidth, newHeight, turned);
  }

  /** Whether there can't be text in it: an icon, or a blank sheet. */
  boolean isPlain() {
    if (width < SMALL || height < SMALL) {
      return true;
    }
    int darkest = WHITE;
    int lightest = 0;
    for (byte pixel : pixels) {
      darkest = Math.min(darkest, pixel & 0xff);
      lightest = Math.max(lightest, pixel & 0xff);
    }
    return lightest - darkest < CONTRAST;
  }

  /** Whether there is room for no more than one line of text. */
  boolean isLine() {
    return height < LINE && width > 2 * height;
  }

  /** Writes it as PGM, a format that nobody can get wrong. */
  void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      String head = "P5\n" + width + " " + height + "\n255\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(pixels);
    }
  }
}
