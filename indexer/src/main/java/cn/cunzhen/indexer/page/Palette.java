package cn.cunzhen.indexer.page;

import cn.cunzhen.storage.Bytes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A few colours that stand for all of a picture. */
final class Palette {
  /** Colours are told apart by so many bits of each of red, green and blue. */
  private static final int BITS = 5;

  private static final int BINS = 1 << (3 * BITS);

  /** Squared distance of two colours that look alike. */
  private static final int ALIKE = 3 * 20 * 20;

  /** One pixel of so many may look otherwise than it should. */
  private static final int TOLERANCE = 400;

  private final byte[] indices;
  private final int[] colours;

  private Palette(byte[] indices, int[] colours) {
    this.indices = indices;
    this.colours = colours;
  }

  /** A palette of at most so many colours; empty where that shows. */
  static Optional<Palette> of(int[] pixels, int most) {
    Counts counts = new Counts();
    for (int pixel : pixels) {
      counts.add(pixel);
    }
    List<Integer> bins = counts.used();
    int[] colours = bins.stream().limit(most).mapToInt(counts::average).toArray();
    byte[] indices = new byte[BINS];
    long strange = 0;
    for (int i = 0; i < bins.size(); i++) {
      int bin = bins.get(i);
      int nearest = i < most ? i : nearest(counts.average(bin), colours);
      indices[bin] = (byte) nearest;
      if (distance(counts.average(bin), colours[nearest]) > ALIKE) {
        strange += counts.count[bin];
      }
    }
    return strange * TOLERANCE > pixels.length
        ? Optional.empty()
        : Optional.of(new Palette(indices, colours));
  }

  /** Red, green and blue of each colour. */
  Bytes colours() {
    byte[] bytes = new byte[3 * colours.length];
    for (int i = 0; i < colours.length; i++) {
      bytes[3 * i] = (byte) (colours[i] >> 16);
      bytes[3 * i + 1] = (byte) (colours[i] >> 8);
      bytes[3 * i + 2] = (byte) colours[i];
    }
    return Bytes.of(bytes);
  }

  /** Says for each pixel which colour stands for it. */
  void index(int[] pixels, int from, byte[] into, int at, int count) {
    for (int i = 0; i < count; i++) {
      into[at + i] = indices[bin(pixels[from + i])];
    }
  }

  private static int rgb(int red, int green, int blue) {
    return (red << 16) | (green << 8) | blue;
  }

  private static int nearest(int colour, int[] colours) {
    return IntStream.range(0, colours.length)
        .boxed()
        .min(Comparator.comparingInt(i -> distance(colour, colours[i])))
        .orElseThrow();
  }

  private static int distance(int one, int other) {
    int red = ((one >> 16) & 0xff) - ((other >> 16) & 0xff);
    int green = ((one >> 8) & 0xff) - ((other >> 8) & 0xff);
    int blue = (one & 0xff) - (other & 0xff);
    return red * red + green * green + blue * blue;
  }

  private static int bin(int pixel) {
    return ((pixel >> 9) & 0x7c00) | ((pixel >> 6) & 0x3e0) | ((pixel >> 3) & 0x1f);
  }

  /** How often colours occur, those that are nearly the same together. */
  private static final class Counts {
    final int[] count = new int[BINS];
    private final int[] red = new int[BINS];
    private final int[] green = new int[BINS];
    private final int[] blue = new int[BINS];

    /** Sums are of what lies within the bin, so that none overflows. */
    void add(int pixel) {
      int bin = bin(pixel);
      count[bin]++;
      red[bin] += (pixel >> 16) & 7;
      green[bin] += (pixel >> 8) & 7;
      blue[bin] += pixel & 7;
    }

    /** The bins that occur, the most frequent first. */
    List<Integer> used() {
      return IntStream.range(0, BINS)
          .filter(bin -> count[bin] > 0)
          .boxed()
          .sorted(Comparator.comparingInt((Integer bin) -> count[bin]).reversed())
          .toList();
    }

    int average(int bin) {
      int n = count[bin];
      int r = ((bin >> (2 * BITS)) << 3) + red[bin] / n;
      int g = (((bin >> BITS) & 0x1f) << 3) + green[bin] / n;
      int b = ((bin & 0x1f) << 3) + blue[bin] / n;
      return rgb(r, g, b);
    }
  }
}
