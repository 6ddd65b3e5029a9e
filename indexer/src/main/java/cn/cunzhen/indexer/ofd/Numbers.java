package cn.cunzhen.indexer.ofd;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.stream.Stream;

/** Numbers as OFD writes them, read leniently: what is none counts as absent. */
final class Numbers {
  private static final int MOST = 200_000;

  private Numbers() {}

  static double number(String text, double otherwise) {
    try {
      double number = text.isBlank() ? otherwise : Double.parseDouble(text.strip());
      return Double.isFinite(number) ? number : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Numbers between blanks; one that is none reads as 0. */
  static double[] list(String text) {
    return words(text).mapToDouble(word -> number(word, 0)).toArray();
  }

  /** Steps between characters, "g n s" standing for n steps of s (11.3). */
  static double[] steps(String text) {
    String[] words = words(text).toArray(String[]::new);
    double[] steps = new double[0];
    int size = 0;
    for (int i = 0; i < words.length; i++) {
      boolean group = words[i].equals("g") && i + 2 < words.length;
      int count = group ? (int) Math.clamp(number(words[i + 1], 0), 0, MOST) : 1;
      double step = number(group ? words[i + 2] : words[i], 0);
      i += group ? 2 : 0;
      if (size + count > MOST) {
        break;
      }
      steps = Arrays.copyOf(steps, size + count);
      Arrays.fill(steps, size, size + count, step);
      size += count;
    }
    return steps;
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.strip().split("[\\s,]+")).filter(word -> !word.isEmpty());
  }

  /** A rectangle of x, y, width and height; empty where it is not all there. */
  static Rectangle2D.Double box(String text) {
    double[] numbers = list(text);
    return numbers.length < 4
        ? new Rectangle2D.Double()
        : new Rectangle2D.Double(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  /** A matrix of six numbers; none where it is not all there. */
  static AffineTransform matrix(String text) {
    double[] numbers = list(text);
    return numbers.length < 6 ? new AffineTransform() : new AffineTransform(numbers);
  }
}
