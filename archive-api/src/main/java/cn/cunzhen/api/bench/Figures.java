package cn.cunzhen.api.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What was measured of something done again and again.
 *
 * @param perSecond how often it was done a second, by all workers together
 * @param cpuMillis processor time that the whole process took for each
 * @param median milliseconds that half of them took at most
 * @param p99 milliseconds that 99 of a hundred took at most
 */
public record Figures(double perSecond, double cpuMillis, double median, double p99) {
  /**
   * @param nanos how long each took, in any order
   * @param wall nanoseconds from the first beginning to the last end
   * @param cpu nanoseconds of processor time in that time
   */
  static Figures of(long[] nanos, long wall, long cpu) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Figures(
        sorted.length * 1e9 / wall,
        cpu / 1e6 / sorted.length,
        quantile(sorted, 0.5) / 1e6,
        quantile(sorted, 0.99) / 1e6);
  }

  /** The nearest rank: the smallest value that so large a part of all does not exceed. */
  static long quantile(long[] sorted, double part) {
    return sorted[(int) Math.ceil(part * sorted.length) - 1];
  }

  /** Of several rounds the one with the middle rate, so that a disturbed one counts for nothing. */
  static Figures middle(List<Figures> rounds) {
    List<Figures> sorted =
        rounds.stream().sorted(Comparator.comparingDouble(Figures::perSecond)).toList();
    return sorted.get(sorted.size() / 2);
  }
}
