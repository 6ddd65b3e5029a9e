package cn.cunzhen.core.audit;

import cn.cunzhen.storage.StorageException;

/** An audit was told to read no further; it can go on from what was last done. */
public final class HaltedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public HaltedException() {
    super("the audit was halted");
  }

  /** The store does not answer: whatever else would be said were not of what it keeps. */
  public HaltedException(StorageException cause) {
    super("the store can't be read just now: " + cause.getMessage(), cause);
  }
}
