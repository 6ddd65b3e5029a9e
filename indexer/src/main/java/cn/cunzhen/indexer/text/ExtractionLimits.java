package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.child.ChildLimits;
import java.time.Duration;

/**
 * What reading one file may cost.
 *
 * @param children how many files are read at a time, each in a process of its own
 * @param heapMegabytes the heap of one process
 * @param bytes the largest file that is read
 * @param characters after so many, the rest of a file is left out
 * @param time from a file's last byte handed over to its answer, on a machine that has time for it
 * @param recognition how long the processor may be busy with the pictures of a file
 * @param filesPerChild after so many, a process is replaced, lest leaks add up
 */
public record ExtractionLimits(
    int children,
    int heapMegabytes,
    long bytes,
    int characters,
    Duration time,
    Duration recognition,
    int filesPerChild) {
  public ExtractionLimits {
    if (children < 1 || heapMegabytes < 64 || bytes < 1 || characters < 1 || filesPerChild < 1) {
      throw new IllegalArgumentException("limits must be positive, and a heap at least 64 MB");
    }
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a file needs a second at least");
    }
  }

  /**
   * One process of 512 MB; 200 MB, two million characters and 60 s for each file, and five minutes
   * for its pictures, which are some hundred pages.
   */
  public static ExtractionLimits standard() {
    return new ExtractionLimits(
        1, 512, 200L << 20, 2_000_000, Duration.ofSeconds(60), Duration.ofMinutes(5), 2_000);
  }

  ChildLimits perChild() {
    return new ChildLimits(children, heapMegabytes, bytes, time, filesPerChild);
  }

  /** The same limits with another number of processes. */
  public ExtractionLimits withChildren(int number) {
    return new ExtractionLimits(
        number, heapMegabytes, bytes, characters, time, recognition, filesPerChild);
  }

  /** The same limits with other times. */
  public ExtractionLimits withTimes(Duration perFile, Duration forPictures) {
    return new ExtractionLimits(
        children, heapMegabytes, bytes, characters, perFile, forPictures, filesPerChild);
  }
}
