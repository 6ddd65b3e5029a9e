package cn.cunzhen.core.seal;

import java.io.IOException;

/** No time-stamp authority gave a stamp that holds; what each failed with is suppressed in it. */
public final class UnstampedException extends IOException {
  private static final long serialVersionUID = 1;

  UnstampedException() {
    super("no time-stamp authority gave a stamp that holds");
  }
}
