package cn.cunzhen.indexer.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Folding: what search takes for the same, such as full width and half, Traditional and Simplified,
 * capital and small, with accents and without.
 *
 * <p>It goes code point by code point, so every result knows where it came from. The table is read
 * once from a resource, which says what it was made from.
 */
final class Fold {
  private static final int BMP = 0x10000;
  private static final char SAME = 0;
  private static final char ELSEWHERE = 0xFFFF;

  /** For most code points the one that they are folded to. */
  private static final char[] ONE = new char[BMP];

  /** For the others, what they are folded to. */
  private static final Map<Integer, int[]> MANY = new HashMap<>();

  static {
    read();
  }

  private Fold() {}

  /** Hands on what the code point is folded to: mostly one code point, none for a mere accent. */
  static void fold(int codePoint, IntConsumer to) {
    char one = codePoint < BMP ? ONE[codePoint] : ELSEWHERE;
    if (one == SAME) {
      to.accept(codePoint);
    } else if (one != ELSEWHERE) {
      to.accept(one);
    } else {
      int[] many = MANY.get(codePoint);
      if (many == null) {
        to.accept(codePoint);
        return;
      }
      for (int folded : many) {
        to.accept(folded);
      }
    }
  }

  private static void read() {
    try (InputStream table = Fold.class.getResourceAsStream("fold.txt")) {
      if (table == null) {
        throw new IllegalStateException("the table of folding is missing");
      }
      new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(Fold::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String line) {
    String[] numbers = line.split(" ", -1);
    int[] codePoints = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      codePoints[i] = Integer.parseInt(numbers[i], 16);
    }
    int from = codePoints[0];
    if (from < BMP && codePoints.length == 2 && codePoints[1] < ELSEWHERE) {
      ONE[from] = (char) codePoints[1];
      return;
    }
    if (from < BMP) {
      ONE[from] = ELSEWHERE;
    }
    int[] to = new int[codePoints.length - 1];
    System.arraycopy(codePoints, 1, to, 0, to.length);
    MANY.put(from, to);
  }
}
