package cn.cunzhen.core.ledger;

import cn.cunzhen.core.digest.Sha256;
import java.time.Duration;
import java.util.List;

/** The ledger as its followers read it: entry after entry, from wherever they have come to. */
public interface LedgerFeed {
  /** Digest of the genesis: names the ledger. A follower of another one starts anew. */
  Sha256 genesis();

  /** How many entries are committed, as far as this node knows. */
  long size();

  /** Up to {@code max} entries from the index on; empty where {@code from} is the size. */
  List<LedgerEntry> entries(long from, int max);

  /** The root of the tree of the first {@code size} entries. */
  Sha256 rootAt(long size);

  /**
   * Waits until the ledger is larger than {@code size}, or the time is over; says whether it is.
   */
  boolean awaitBeyond(long size, Duration limit) throws InterruptedException;
}
