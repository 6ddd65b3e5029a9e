package cn.cunzhen.indexer.child;

import java.io.IOException;

/** The other side says what nobody who keeps to the rules would say. */
public final class NonsenseException extends IOException {
  private static final long serialVersionUID = 1L;

  public NonsenseException() {
    super("not what was agreed");
  }
}
