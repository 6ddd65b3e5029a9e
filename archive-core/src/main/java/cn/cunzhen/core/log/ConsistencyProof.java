package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * A claim that a tree only grew: that the older one is the beginning of the newer (RFC 9162
 * §2.1.4).
 *
 * <p>It may come from anywhere and hold anything; {@link #proves} judges it.
 */
public record ConsistencyProof(long oldSize, long newSize, List<Sha256> hashes) {
  public ConsistencyProof {
    hashes = List.copyOf(hashes);
  }

  /**
   * Makes the proof (RFC 9162 §2.1.4.1); it is empty where the sizes are equal, or the older tree
   * is.
   *
   * @throws IllegalArgumentException where the older tree is larger
   */
  public static ConsistencyProof of(long oldSize, long newSize, HashReader tree) {
    if (oldSize < 0 || oldSize > newSize) {
      throw new IllegalArgumentException("no tree of " + oldSize + " entries grows to " + newSize);
    }
    if (oldSize == 0 || oldSize == newSize) {
      return new ConsistencyProof(oldSize, newSize, List.of());
    }
    List<LeafRange> nodes = new ArrayList<>();
    LeafRange range = new LeafRange(0, newSize);
    while (range.to() != oldSize) {
      LeafRange left = new LeafRange(range.from(), range.split());
      LeafRange right = new LeafRange(range.split(), range.to());
      boolean goLeft = oldSize <= range.split();
      nodes.add(goLeft ? right : left);
      range = goLeft ? left : right;
    }
    // A range that starts at 0 is the whole older tree, whose root the verifier has.
    if (range.from() != 0) {
      nodes.add(range);
    }
    return new ConsistencyProof(oldSize, newSize, LeafRange.read(nodes.reversed(), tree));
  }

  /**
   * Whether it shows that the tree with the newer root begins with the older tree (RFC 9162
   * §2.1.4.2).
   *
   * <p>Equal sizes need equal roots. Every tree begins with the empty one; that says nothing of the
   * newer root.
   */
  public boolean proves(Sha256 oldRoot, Sha256 newRoot) {
    if (oldSize < 0 || oldSize > newSize) {
      return false;
    }
    if (oldSize == 0 && !oldRoot.equals(TreeHash.EMPTY_ROOT)) {
      return false;
    }
    if (oldSize == newSize) {
      return hashes.isEmpty() && oldRoot.equals(newRoot);
    }
    return oldSize == 0 ? hashes.isEmpty() : leadsTo(oldRoot, newRoot);
  }

  private boolean leadsTo(Sha256 oldRoot, Sha256 newRoot) {
    if (hashes.isEmpty()) {
      return false;
    }
    // The largest perfect subtree that ends the older tree is where both ways up begin.
    int level = Long.numberOfTrailingZeros(oldSize);
    boolean isWhole = oldSize == 1L << level;
    Ascent ascent = new Ascent((oldSize - 1) >> level, (newSize - 1) >> level);
    Sha256 older = isWhole ? oldRoot : hashes.getFirst();
    Sha256 newer = older;
    TreeHash treeHash = new TreeHash();
    for (Sha256 hash : isWhole ? hashes : hashes.subList(1, hashes.size())) {
      if (ascent.isAtRoot()) {
        return false;
      }
      if (ascent.stepFromTheRight()) {
        older = treeHash.node(hash, older);
        newer = treeHash.node(hash, newer);
      } else {
        newer = treeHash.node(newer, hash);
      }
    }
    return ascent.isAtRoot() && older.equals(oldRoot) && newer.equals(newRoot);
  }
}
