package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.child.ChildLimits;
import java.time.Duration;

/**
 * What showing pages may cost.
 *
 * @param processes how many pages are drawn at a time
 * @param heapMegabytes the heap of one process
 * @param bytes the largest file whose pages are drawn
 * @param time that one page may take
 * @param cacheBytes how much disk the drawn pages may take
 * @param office whether office documents are shown as the machine's LibreOffice prints them
 */
public record PageLimits(
    int processes, int heapMegabytes, long bytes, Duration time, long cacheBytes, boolean office) {
  private static final int REQUESTS_PER_CHILD = 2_000;

  /** Two processes of 512 MB; files up to 200 MB, 20 s for a page, 1 GiB of drawn pages. */
  public static PageLimits standard() {
    return new PageLimits(2, 512, 200L << 20, Duration.ofSeconds(20), 1L << 30, true);
  }

  /** The same limits, with office documents shown by their text. */
  public PageLimits withoutOffice() {
    return new PageLimits(processes, heapMegabytes, bytes, time, cacheBytes, false);
  }

  /**
   * How much disk the files may take whose pages were asked for last: one for each process, and one
   * that is being printed.
   */
  long spoolBytes() {
    return (processes + 2L) * bytes;
  }

  ChildLimits perChild() {
    return new ChildLimits(processes, heapMegabytes, 1, time, REQUESTS_PER_CHILD);
  }
}
