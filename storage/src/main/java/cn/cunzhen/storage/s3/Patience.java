package cn.cunzhen.storage.s3;

import java.time.Duration;

/**
 * How long an S3 server is waited for.
 *
 * @param connect until a connection stands
 * @param idle until the next byte comes or goes
 * @param total until an operation that may be repeated is given up; also the limit of one request,
 *     the reading of an object aside, so that no operation takes more than twice as long
 */
public record Patience(Duration connect, Duration idle, Duration total) {
  public static final Patience USUAL =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60));

  public Patience {
    if (!connect.isPositive() || !idle.isPositive() || !total.isPositive()) {
      throw new IllegalArgumentException("waiting times must be positive");
    }
  }
}
