package cn.cunzhen.monitor;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** RFC 6962 §2.1, as it defines a tree: by recursion. */
final class MerkleMath {
  private MerkleMath() {}

  static byte[] leaf(byte[] entry) {
    MessageDigest sha256 = sha256();
    sha256.update((byte) 0x00);
    return sha256.digest(entry);
  }

  /** The tree over nodes that stand for whole subtrees, all but the last equally large. */
  static byte[] tree(List<byte[]> nodes) {
    if (nodes.isEmpty()) {
      return sha256().digest();
    }
    if (nodes.size() == 1) {
      return nodes.getFirst();
    }
    int split = Integer.highestOneBit(nodes.size() - 1);
    return node(tree(nodes.subList(0, split)), tree(nodes.subList(split, nodes.size())));
  }

  /**
   * Whether the audit path (RFC 6962 §2.1.1), read backwards from the root, leads to the leaf's
   * hash.
   */
  static boolean isIncluded(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
    return index >= 0
        && index < size
        && follow(leaf, index, size, path).filter(led -> Arrays.equals(led, root)).isPresent();
  }

  private static Optional<byte[]> follow(byte[] leaf, long index, long size, List<byte[]> path) {
    if (size == 1 || path.isEmpty()) {
      return size == 1 && path.isEmpty() ? Optional.of(leaf) : Optional.empty();
    }
    long split = Long.highestOneBit(size - 1);
    byte[] far = path.getLast();
    List<byte[]> below = path.subList(0, path.size() - 1);
    return index < split
        ? follow(leaf, index, split, below).map(near -> node(near, far))
        : follow(leaf, index - split, size - split, below).map(near -> node(far, near));
  }

  private static byte[] node(byte[] left, byte[] right) {
    MessageDigest sha256 = sha256();
    sha256.update((byte) 0x01);
    sha256.update(left);
    return sha256.digest(right);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
