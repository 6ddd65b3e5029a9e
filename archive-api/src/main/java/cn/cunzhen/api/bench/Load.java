package cn.cunzhen.api.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Several workers that do a lane's work for a while, each beginning anew when it is done. */
final class Load {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Load() {}

  /**
   * Measures several lanes in turns, so that a noisy moment strikes them alike.
   *
   * @return for each lane the round with the middle rate
   */
  static List<Figures> compare(List<? extends Lane> lanes, int workers, Duration time, int rounds)
      throws Exception {
    List<List<Figures>> measured = new ArrayList<>();
    lanes.forEach(_ -> measured.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < lanes.size(); i++) {
        measured.get(i).add(run(lanes.get(i), workers, time));
      }
    }
    return measured.stream().map(Figures::middle).toList();
  }

  /** Lets each lane work for a while, so that what is measured later is compiled. */
  static void warmUp(List<? extends Lane> lanes, int workers, Duration time) throws Exception {
    for (Lane lane : lanes) {
      run(lane, workers, time);
    }
  }

  /** Lets the workers work for that time; each ends what it has begun. */
  static Figures run(Lane lane, int workers, Duration time) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      long cpu = SYSTEM.getProcessCpuTime();
      long began = System.nanoTime();
      long end = began + time.toNanos();
      List<Future<long[]>> workersNanos = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        workersNanos.add(threads.submit(() -> until(end, lane)));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> each : workersNanos) {
        all = LongStream.concat(all, LongStream.of(each.get()));
      }
      long wall = System.nanoTime() - began;
      long used = SYSTEM.getProcessCpuTime() - cpu;
      lane.tidy();
      return Figures.of(all.toArray(), wall, used);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the measured work failed: " + lane.name(), e.getCause());
    }
  }

  private static long[] until(long end, Lane lane) throws Exception {
    LongStream.Builder nanos = LongStream.builder();
    do {
      nanos.add(lane.timed());
    } while (System.nanoTime() < end);
    return nanos.build().toArray();
  }
}
