package cn.cunzhen.indexer.inspect;

import java.io.IOException;

/** An inspection has looked as far, or as long, as it may; what it found until then stands. */
public final class BoundReached extends IOException {
  private static final long serialVersionUID = 1L;

  public BoundReached() {
    super("bound reached");
  }

  /** Where it was thrown says nothing. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
