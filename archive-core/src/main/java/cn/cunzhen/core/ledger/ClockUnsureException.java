package cn.cunzhen.core.ledger;

import java.time.Duration;

/** This node's clock and the store's lie too far apart for an entry to bear a time. */
final class ClockUnsureException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClockUnsureException(Duration skew) {
    super("this node's clock is " + skew + " off the store's");
  }
}
