package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.storage.Bytes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hash tree of an archive time stamp (RFC 4998 §4.2), with two children to a node.
 *
 * <p>A leaf is a group of digests that belong to one archived thing. A node that has no sibling
 * moves up as it is. What is hashed together is put in binary ascending order first, so no way
 * through the tree has to say what stood left.
 */
public final class HashTree {
  private final DigestAlgorithm algorithm;
  private final List<List<Bytes>> groups;

  /** From the leaves up to the root. */
  private final List<List<Bytes>> levels = new ArrayList<>();

  /**
   * Makes the tree.
   *
   * @param groups each with one digest or more; at least one group
   */
  public HashTree(DigestAlgorithm algorithm, List<List<Bytes>> groups) {
    this.algorithm = algorithm;
    this.groups = groups.stream().map(List::copyOf).toList();
    List<Bytes> level = this.groups.stream().map(group -> node(algorithm, group)).toList();
    levels.add(level);
    while (level.size() > 1) {
      level = parents(level);
      levels.add(level);
    }
  }

  /** How many groups it has. */
  int groups() {
    return groups.size();
  }

  /** How many digests a group has. */
  int members(int group) {
    return groups.get(group).size();
  }

  /** What is to be stamped. */
  public Bytes root() {
    return levels.getLast().getFirst();
  }

  /**
   * The reduced hash tree of a group: lists of digests, of which each gives one more digest for the
   * next, and the last the root. None where the group's only digest is the root.
   */
  public List<List<Bytes>> reduced(int group) {
    List<List<Bytes>> lists = new ArrayList<>();
    List<Bytes> members = groups.get(group);
    List<Bytes> pending = members.size() > 1 ? List.of() : members;
    if (members.size() > 1) {
      lists.add(sorted(members));
    }
    int index = group;
    for (List<Bytes> level : levels.subList(0, levels.size() - 1)) {
      int sibling = index ^ 1;
      if (sibling < level.size()) {
        List<Bytes> list = new ArrayList<>(pending);
        list.add(level.get(sibling));
        lists.add(sorted(list));
        pending = List.of();
      }
      index /= 2;
    }
    return List.copyOf(lists);
  }

  /** What several digests give together; one alone is itself. */
  static Bytes node(DigestAlgorithm algorithm, List<Bytes> digests) {
    if (digests.size() == 1) {
      return digests.getFirst();
    }
    MessageDigest digest = algorithm.newDigest();
    sorted(digests).forEach(each -> digest.update(each.toArray()));
    return Bytes.of(digest.digest());
  }

  private static List<Bytes> sorted(List<Bytes> digests) {
    return digests.stream()
        .sorted((a, b) -> Arrays.compareUnsigned(a.toArray(), b.toArray()))
        .toList();
  }

  private List<Bytes> parents(List<Bytes> level) {
    List<Bytes> parents = new ArrayList<>();
    for (int i = 0; i < level.size(); i += 2) {
      parents.add(node(algorithm, level.subList(i, Math.min(i + 2, level.size()))));
    }
    return parents;
  }
}
