package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of leaves that the tree's recursive definition (RFC 9162 §2.1.1) hashes into one node:
 * it starts at a multiple of the largest power of two in its length.
 */
record LeafRange(long from, long to) {
  LeafRange {
    if (from < 0 || from >= to || from % Long.highestOneBit(to - from) != 0) {
      throw new IllegalArgumentException("no node over the leaves " + from + " to " + to);
    }
  }

  /** Where the definition splits it: after the largest power of two smaller than its length. */
  long split() {
    return from + Long.highestOneBit(to - from - 1);
  }

  /** The perfect subtrees that make it up, from the left, each smaller than the one before. */
  List<Subtree> subtrees() {
    List<Subtree> subtrees = new ArrayList<>();
    for (long at = from; at < to; ) {
      int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - at);
      subtrees.add(new Subtree(level, at >> level));
      at += 1L << level;
    }
    return subtrees;
  }

  /** Reads the hash of each range, all in one call of the reader. */
  static List<Sha256> read(List<LeafRange> ranges, HashReader reader) {
    List<List<Subtree>> parts = ranges.stream().map(LeafRange::subtrees).toList();
    List<Sha256> hashes = reader.read(parts.stream().flatMap(List::stream).toList());
    TreeHash treeHash = new TreeHash();
    List<Sha256> folded = new ArrayList<>(ranges.size());
    int at = 0;
    for (List<Subtree> part : parts) {
      folded.add(fold(hashes.subList(at, at + part.size()), treeHash));
      at += part.size();
    }
    return folded;
  }

  /** The node over adjoining perfect subtrees, each smaller than the one before. */
  static Sha256 fold(List<Sha256> subtrees, TreeHash treeHash) {
    Sha256 hash = subtrees.getLast();
    for (Sha256 left : subtrees.subList(0, subtrees.size() - 1).reversed()) {
      hash = treeHash.node(left, hash);
    }
    return hash;
  }
}
