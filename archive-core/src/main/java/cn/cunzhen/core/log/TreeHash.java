package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The hashes of a Merkle tree (RFC 9162 §2.1.1).
 *
 * <p>Cheap to make, and not for several threads at once: it reuses one digest and one buffer.
 */
public final class TreeHash {
  /** The root of the tree without entries: the digest of nothing. */
  public static final Sha256 EMPTY_ROOT = Sha256.of(new byte[0]);

  // Different first bytes keep a node from being passed off as an entry, and the reverse.
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = Sha256.newDigest();
  private final byte[] pair = new byte[2 * Sha256.SIZE];

  /** The hash of an entry. */
  public Sha256 leaf(Bytes entry) {
    digest.update(LEAF);
    entry.addTo(digest);
    return new Sha256(Bytes.of(digest.digest()));
  }

  /** The hash of a node over two subtrees. */
  public Sha256 node(Sha256 left, Sha256 right) {
    left.bytes().copyTo(pair, 0);
    right.bytes().copyTo(pair, Sha256.SIZE);
    digest.update(NODE);
    return new Sha256(Bytes.of(digest.digest(pair)));
  }

  /** The hash of a node over the two hashes that stand side by side at {@code children}. */
  void node(byte[] hashes, int children, int target) {
    digest.update(NODE);
    digest.update(hashes, children, 2 * Sha256.SIZE);
    try {
      digest.digest(hashes, target, Sha256.SIZE);
    } catch (DigestException e) {
      throw new IllegalStateException("the target has room for a digest", e);
    }
  }
}
