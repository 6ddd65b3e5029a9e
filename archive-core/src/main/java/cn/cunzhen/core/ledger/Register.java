package cn.cunzhen.core.ledger;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import java.util.List;

/**
 * Record id → its entries: a projection of the ledger's leaves and of nothing else.
 *
 * <p>The commit asks it before every entry, so it answers in microseconds, and at once for what was
 * just applied. It may forget: after a crash it may have reached less than before, never anything
 * that was not applied. One thread applies; any thread asks.
 */
public interface Register {
  /** How far it has come. */
  Reached reached();

  /**
   * Applies the entries that follow {@code reached().size()}, in order.
   *
   * @param root of the tree that ends with the last of them
   */
  void apply(List<LedgerEntry> entries, Sha256 root);

  /** The entries of a record in the order of the ledger; empty where it has none. */
  List<Registered> entriesOf(RecordId record);

  /** Forgets everything: the ledger is not the one that it has followed. */
  void clear();

  /** The size and the root of the tree whose entries have been applied. */
  record Reached(long size, Sha256 root) {
    /** Where every register begins: the empty tree, whose root is the hash of nothing. */
    public static final Reached NOTHING = new Reached(0, Sha256.of(new byte[0]));
  }
}
