package cn.cunzhen.core.audit;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import java.util.TreeSet;

/**
 * Entries that nobody could choose: drawn by a seed that was stated before (docs/formats.md, Sample
 * of an audit).
 *
 * @param seed 1 to 200 characters without control characters
 * @param count how many are drawn, 1 to {@value #MOST}; all where there are no more
 */
public record Sample(String seed, int count) {
  public static final int MOST = 10_000;
  public static final int LONGEST_SEED = 200;

  private static final int DIGITS = 15;
  private static final long RANGE = 1L << (4 * DIGITS);

  public Sample {
    if (!isSeed(seed) || count < 1 || count > MOST) {
      throw new IllegalArgumentException("no sample can be drawn by that");
    }
  }

  /** Whether entries can be drawn by that text. */
  public static boolean isSeed(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= LONGEST_SEED
        && text.codePoints()
            .noneMatch(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  /**
   * The indices that it draws from a ledger of so many entries, in ascending order.
   *
   * <p>The counter runs from 0. Of SHA-256(seed LF size LF counter), both numbers in decimal, the
   * first 15 hexadecimal digits are a number below 2<sup>60</sup>; one that is not below the
   * largest multiple of the size is passed over, so that no index is likelier than another; else
   * its remainder is drawn, unless it was before.
   */
  public List<Long> indices(long size) {
    long wanted = Math.min(count, size);
    TreeSet<Long> drawn = new TreeSet<>();
    for (long counter = 0; drawn.size() < wanted; counter++) {
      Sha256 hash = Sha256.of(Bytes.utf8(seed + "\n" + size + "\n" + counter));
      long number = Long.parseLong(hash.hex().substring(0, DIGITS), 16);
      if (number < RANGE / size * size) {
        drawn.add(number % size);
      }
    }
    return List.copyOf(drawn);
  }
}
