package cn.cunzhen.core.head;

/**
 * The store shows a log that is smaller than, or no continuation of, one that this node has seen.
 *
 * <p>Nothing is signed or answered on it. It may be a stale answer: the next reading decides anew.
 */
public final class RolledBackException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient TreeHead found;
  private final transient TreeHead seen;

  public RolledBackException(TreeHead found, TreeHead seen) {
    super(
        "the store shows "
            + found.size()
            + " entries with root "
            + found.root().hex()
            + ", but this node has already seen "
            + seen.size()
            + " entries with root "
            + seen.root().hex());
    this.found = found;
    this.seen = seen;
  }

  public TreeHead found() {
    return found;
  }

  public TreeHead seen() {
    return seen;
  }
}
