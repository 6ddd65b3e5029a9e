package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree straight from the recursive definitions of RFC 9162 §2.1.1, §2.1.3.1 and §2.1.4.1, to
 * judge the real one by.
 */
final class ReferenceTree implements HashReader {
  private final List<Bytes> entries;
  private final Map<List<Integer>, Sha256> known = new HashMap<>();

  private ReferenceTree(List<Bytes> entries) {
    this.entries = entries;
  }

  static ReferenceTree of(int size) {
    List<Bytes> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(Bytes.utf8("entry " + i));
    }
    return new ReferenceTree(entries);
  }

  Bytes entry(int index) {
    return entries.get(index);
  }

  List<Sha256> leaves(int from, int to) {
    List<Sha256> leaves = new ArrayList<>();
    for (int i = from; i < to; i++) {
      leaves.add(mth(i, i + 1));
    }
    return leaves;
  }

  /** MTH(D[from:to]). */
  Sha256 mth(int from, int to) {
    Sha256 hash = known.get(List.of(from, to));
    if (hash == null) {
      hash = define(from, to);
      known.put(List.of(from, to), hash);
    }
    return hash;
  }

  private Sha256 define(int from, int to) {
    if (from == to) {
      return sha256(new byte[0]);
    }
    if (to - from == 1) {
      return sha256(new byte[] {0}, entries.get(from).toArray());
    }
    int k = split(to - from);
    return sha256(
        new byte[] {1}, mth(from, from + k).bytes().toArray(), mth(from + k, to).bytes().toArray());
  }

  /** PATH(m, D[0:n]). */
  List<Sha256> path(int m, int n) {
    return path(m, 0, n);
  }

  private List<Sha256> path(int m, int from, int to) {
    if (to - from == 1) {
      return List.of();
    }
    int k = split(to - from);
    return m < k
        ? join(path(m, from, from + k), mth(from + k, to))
        : join(path(m - k, from + k, to), mth(from, from + k));
  }

  /** PROOF(m, D[0:n]). */
  List<Sha256> proof(int m, int n) {
    return subproof(m, 0, n, true);
  }

  private List<Sha256> subproof(int m, int from, int to, boolean whole) {
    if (m == to - from) {
      return whole ? List.of() : List.of(mth(from, to));
    }
    int k = split(to - from);
    return m <= k
        ? join(subproof(m, from, from + k, whole), mth(from + k, to))
        : join(subproof(m - k, from + k, to, false), mth(from, from + k));
  }

  /** The largest power of two smaller than n. */
  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Sha256> join(List<Sha256> path, Sha256 last) {
    List<Sha256> joined = new ArrayList<>(path);
    joined.add(last);
    return joined;
  }

  private static Sha256 sha256(byte[]... parts) {
    MessageDigest digest = Sha256.newDigest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Sha256(Bytes.of(digest.digest()));
  }

  @Override
  public List<Sha256> read(List<Subtree> subtrees) {
    return subtrees.stream()
        .map(subtree ->
            mth(
                (int) subtree.index() << subtree.level(),
                (int) (subtree.index() + 1) << subtree.level()))
        .toList();
  }
}
