package cn.cunzhen.api.samples;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random numbers that are the same on every machine and every JVM (SplitMix64).
 *
 * <p>Each question draws from a fork of its own, so that a new question does not change the answers
 * to the others.
 */
final class Dice implements RandomGenerator {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final long origin;
  private long state;

  private Dice(long origin) {
    this.origin = origin;
    this.state = origin;
  }

  static Dice of(long seed, long index) {
    return new Dice(mix(seed + STEP * mix(index + STEP)));
  }

  /** Dice for one purpose: the same whatever these have thrown before. */
  Dice fork(String purpose) {
    return new Dice(mix(origin + STEP * purpose.hashCode()));
  }

  @Override
  public long nextLong() {
    state += STEP;
    return mix(state);
  }

  /** From 0 to the bound, without it. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(nextLong(), bound);
  }

  /** From the first number to the last. */
  int between(int first, int last) {
    return first + below(last - first + 1);
  }

  boolean chance(int percent) {
    return below(100) < percent;
  }

  <T> T pick(List<T> list) {
    return list.get(below(list.size()));
  }

  /** Picks one of the first ones more often than one of the last. */
  <T> T pickEarly(List<T> list) {
    return list.get(Math.min(below(list.size()), below(list.size())));
  }

  /** So many decimal digits. */
  String digits(int count) {
    StringBuilder digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + below(10)));
    }
    return digits.toString();
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
