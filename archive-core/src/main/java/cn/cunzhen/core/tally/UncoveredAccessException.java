package cn.cunzhen.core.tally;

import java.time.YearMonth;

/** Bodies were to be erased which no tally covers. */
public final class UncoveredAccessException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String node;

  UncoveredAccessException(String node, YearMonth before) {
    super(
        "the access ledger of "
            + node
            + " has accesses from before "
            + before
            + " that no tally covers, or in its head");
    this.node = node;
  }

  public String node() {
    return node;
  }
}
