package cn.cunzhen.core.log;

/**
 * A perfect subtree: in the words of RFC 9162 §2.1.1, {@code MTH(D[index * 2^level : (index + 1) *
 * 2^level])}.
 *
 * @param level 0 for a leaf, 62 at most
 * @param index counts the subtrees of that level from the left
 */
public record Subtree(int level, long index) {
  public Subtree {
    if (level < 0 || level > 62 || index < 0 || index >= Long.MAX_VALUE >> level) {
      throw new IllegalArgumentException("no subtree of level " + level + " and index " + index);
    }
  }

  /** Whether a tree of that size holds all of it, so that its hash never changes again. */
  public boolean isIn(long size) {
    return index < size >> level;
  }
}
