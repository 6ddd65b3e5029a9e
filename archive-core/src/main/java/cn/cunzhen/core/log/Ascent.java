package cn.cunzhen.core.log;

/**
 * The way from a node up to the root, as the verifiers of RFC 9162 §2.1.3.2 and §2.1.4.2 walk it.
 */
final class Ascent {
  private long node;
  private long last;

  /** Both counted on one level: the node to start from, and the level's last node. */
  Ascent(long node, long last) {
    this.node = node;
    this.last = last;
  }

  boolean isAtRoot() {
    return last == 0;
  }

  /** Goes up to the next parent of two; says whether it was the right one of the two. */
  boolean stepFromTheRight() {
    boolean right = (node & 1) == 1 || node == last;
    if (right) {
      // A last node without a sibling stands for itself on the levels above, until it is a right
      // child. Here node is never 0: that is last's value at the root alone.
      int lone = Long.numberOfTrailingZeros(node);
      node >>= lone;
      last >>= lone;
    }
    node >>= 1;
    last >>= 1;
    return right;
  }
}
