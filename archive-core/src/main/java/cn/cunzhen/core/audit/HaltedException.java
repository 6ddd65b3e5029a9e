package cn.cunzhen.core.audit;

/** An audit was told to read no further; it can go on from what was last done. */
public final class HaltedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public HaltedException() {
    super("the audit was halted");
  }
}
