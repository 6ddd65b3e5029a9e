package cn.cunzhen.api.bench;

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
}
