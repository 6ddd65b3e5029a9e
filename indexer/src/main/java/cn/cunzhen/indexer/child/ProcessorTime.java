package cn.cunzhen.indexer.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long processors were busy with a process and with all that it has started. What has ended is
 * counted where the system tells it (Linux, proc(5)); elsewhere the sum falls when something ends.
 */
final class ProcessorTime {
  /** A tick of the kernel's clock as it is told to programs: a hundredth of a second. */
  private static final long TICK_MILLIS = 10;

  /** Of the fields behind the name's bracket: times of children that have ended and were noted. */
  private static final int USER_OF_ENDED = 13;

  private static final int SYSTEM_OF_ENDED = 14;

  private ProcessorTime() {}

  static Duration of(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(each -> own(each).plus(ended(each.pid())))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration own(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static Duration ended(long process) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[USER_OF_ENDED]) + Long.parseLong(fields[SYSTEM_OF_ENDED]);
      return Duration.ofMillis(ticks * TICK_MILLIS);
    } catch (IOException | RuntimeException e) {
      return Duration.ZERO; // it has just ended, or this is another system
    }
  }
}
