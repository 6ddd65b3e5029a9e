package cn.cunzhen.storage.fault;

/** The calls of both ports; those of heads that objects have too are named after heads. */
public enum Operation {
  PUT(true),
  GET(false),
  STAT(false),
  LIST(false),
  DELETE(true),
  LOCK(true),
  HOLD(true),
  LOCKED_UNTIL(false),
  READ_HEAD(false),
  PUT_ONCE(true),
  SWAP(true),
  LIST_HEADS(false),
  DELETE_HEAD(true);

  private final boolean write;

  Operation(boolean write) {
    this.write = write;
  }

  public boolean isWrite() {
    return write;
  }

  /** Whether it is answered with a stream, which may fail in its middle. */
  boolean isStreamed() {
    return this == GET || this == LIST || this == LIST_HEADS;
  }

  /** Whether it is answered with a {@link cn.cunzhen.storage.Write}. */
  public boolean isConditional() {
    return this == PUT_ONCE || this == SWAP;
  }
}
