package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * A claim that an entry stands at an index of a tree (RFC 9162 §2.1.3).
 *
 * <p>It may come from anywhere and hold anything; {@link #proves} judges it.
 *
 * @param hashes from the leaf's sibling up to the root's child
 */
public record InclusionProof(long index, long treeSize, List<Sha256> hashes) {
  public InclusionProof {
    hashes = List.copyOf(hashes);
  }

  /**
   * Makes the proof for an entry of a tree (RFC 9162 §2.1.3.1).
   *
   * @throws IllegalArgumentException where the tree has no such entry
   */
  public static InclusionProof of(long index, long treeSize, HashReader tree) {
    if (index < 0 || index >= treeSize) {
      throw new IllegalArgumentException(
          "a tree of " + treeSize + " entries has no entry " + index);
    }
    List<LeafRange> siblings = new ArrayList<>();
    LeafRange range = new LeafRange(0, treeSize);
    while (range.to() - range.from() > 1) {
      LeafRange left = new LeafRange(range.from(), range.split());
      LeafRange right = new LeafRange(range.split(), range.to());
      boolean goLeft = index < range.split();
      siblings.add(goLeft ? right : left);
      range = goLeft ? left : right;
    }
    return new InclusionProof(index, treeSize, LeafRange.read(siblings.reversed(), tree));
  }

  /** Whether it leads from that leaf to that root (RFC 9162 §2.1.3.2). */
  public boolean proves(Sha256 leaf, Sha256 root) {
    if (index < 0 || index >= treeSize) {
      return false;
    }
    TreeHash treeHash = new TreeHash();
    Ascent ascent = new Ascent(index, treeSize - 1);
    Sha256 hash = leaf;
    for (Sha256 sibling : hashes) {
      if (ascent.isAtRoot()) {
        return false;
      }
      hash =
          ascent.stepFromTheRight() ? treeHash.node(sibling, hash) : treeHash.node(hash, sibling);
    }
    return ascent.isAtRoot() && hash.equals(root);
  }
}
