package cn.cunzhen.api.bench;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line or two of the report. */
public sealed interface Measured {
  /** What was measured. */
  String what();

  /** The archive beside its yardsticks, in the same run on the same work. */
  record Compared(String what, Figures archive, List<Yardstick> yardsticks) implements Measured {
    public Compared {
      yardsticks = List.copyOf(yardsticks);
    }
  }

  /**
   * A yardstick's figures.
   *
   * @param aim the part of its rate that the archive is meant to reach; null where it only informs
   */
  record Yardstick(String name, Figures figures, @Nullable Double aim) {
    /** The archive's rate as a part of the yardstick's. */
    public double ratio(Figures archive) {
      return archive.perSecond() / figures.perSecond();
    }
  }

  /**
   * A figure without a yardstick.
   *
   * @param atMost what it is meant not to exceed; null where it only informs
   */
  record Single(String what, double value, String unit, @Nullable Double atMost)
      implements Measured {}

  /**
   * Questions of one kind, asked one after the other.
   *
   * @param found of the first ten hits that could be right, the part that was, on average; null
   *     where nothing is to be found
   * @param recall the part of the records asked for that were among all hits
   * @param p50 milliseconds that half of them took at most
   * @param aim milliseconds that 95 of a hundred are meant to take at most
   */
  record Asked(
      String what,
      @Nullable Double found,
      @Nullable Double recall,
      double p50,
      double p95,
      double p99,
      double aim)
      implements Measured {
    static Asked of(
        String what, @Nullable Double found, @Nullable Double recall, long[] nanos, double aim) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return new Asked(
          what,
          found,
          recall,
          Figures.quantile(sorted, 0.5) / 1e6,
          Figures.quantile(sorted, 0.95) / 1e6,
          Figures.quantile(sorted, 0.99) / 1e6,
          aim);
    }
  }
}
