package cn.cunzhen.indexer.child;

import java.time.Duration;

/**
 * What one request may cost.
 *
 * @param children how many requests are worked on at a time, each in a process of its own
 * @param heapMegabytes the heap of one process
 * @param bytes the largest content that is handed over
 * @param time from a request's last byte handed over to its answer, on a machine that has time for
 *     it
 * @param requestsPerChild after so many, a process is replaced, lest leaks add up
 */
public record ChildLimits(
    int children, int heapMegabytes, long bytes, Duration time, int requestsPerChild) {
  public ChildLimits {
    if (children < 1 || heapMegabytes < 64 || bytes < 1 || requestsPerChild < 1) {
      throw new IllegalArgumentException("limits must be positive, and a heap at least 64 MB");
    }
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a request needs a second at least");
    }
  }
}
