package cn.cunzhen.indexer.signed;

import cn.cunzhen.indexer.inspect.Budget;
import java.time.Duration;

/**
 * How far the signatures of one file are verified.
 *
 * @param bytes how many bytes are read, those read twice counted twice
 * @param inflated how many bytes are decompressed
 * @param time how long it takes, waiting for its turn apart
 * @param signatures how many are verified
 * @param message bytes of one signature, or of a file that is one
 * @param atOnce how many files are verified at the same time
 */
public record SignatureLimits(
    long bytes, int inflated, Duration time, int signatures, int message, int atOnce) {
  /** 1 GB read, 256 MB inflated, 3 seconds; 50 signatures, 8 MB each; two files at once. */
  public static SignatureLimits standard() {
    return new SignatureLimits(1L << 30, 256 << 20, Duration.ofSeconds(3), 50, 8 << 20, 2);
  }

  Budget budget() {
    return new Budget(bytes, inflated, time);
  }
}
