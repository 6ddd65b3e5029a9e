package cn.cunzhen.core.ledger;

import java.time.Duration;
import java.time.Instant;

/** This node's clock can't be right, so no entry bears its time. */
final class ClockUnsureException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private ClockUnsureException(String why) {
    super(why);
  }

  static ClockUnsureException offTheStores(Duration skew) {
    return new ClockUnsureException("this node's clock is " + skew + " off the store's");
  }

  static ClockUnsureException behind(Instant now, Instant stamped) {
    return new ClockUnsureException(
        "this node's clock says " + now + ", and an authority said " + stamped + " before");
  }
}
