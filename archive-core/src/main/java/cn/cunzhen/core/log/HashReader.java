package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import java.util.List;

/** Where the hashes of a tree are read. */
@FunctionalInterface
public interface HashReader {
  /**
   * Reads the hashes of perfect subtrees, in the order asked for.
   *
   * <p>All that one proof needs is asked for at once, so that what lies together is fetched once.
   * What a reader throws when its source fails, the caller sees.
   */
  List<Sha256> read(List<Subtree> subtrees);

  /** The root of the tree of the first {@code size} entries. */
  default Sha256 root(long size) {
    if (size == 0) {
      return TreeHash.EMPTY_ROOT;
    }
    return LeafRange.read(List.of(new LeafRange(0, size)), this).getFirst();
  }
}
