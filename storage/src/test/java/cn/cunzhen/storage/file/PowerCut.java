package cn.cunzhen.storage.file;

/** The power is gone, or the process: no program goes on after this, nor tidies up. */
public final class PowerCut extends Error {
  private static final long serialVersionUID = 1;

  PowerCut(String message) {
    super(message);
  }
}
