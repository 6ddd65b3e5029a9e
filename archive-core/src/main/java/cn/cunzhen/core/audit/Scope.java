package cn.cunzhen.core.audit;

import cn.cunzhen.core.head.TreeHead;
import java.time.Instant;
import java.util.List;

/** What an audit covers. It is fixed when the audit begins, however the ledger grows meanwhile. */
public sealed interface Scope {
  /** The ledger as it was then. */
  TreeHead tree();

  /** How many entries it goes through. */
  long entries();

  /**
   * All of it: ledger, packages, and what lies in the store without an entry.
   *
   * @param began what came later may be on its way, or be named by later entries
   */
  record Whole(TreeHead tree, Instant began) implements Scope {
    @Override
    public long entries() {
      return tree.size();
    }
  }

  /** Some entries, and the packages that they name. */
  record Drawn(TreeHead tree, Sample sample) implements Scope {
    @Override
    public long entries() {
      return Math.min(sample.count(), tree.size());
    }

    /** Their indices, in order. */
    public List<Long> indices() {
      return sample.indices(tree.size());
    }
  }
}
