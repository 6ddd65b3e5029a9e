package cn.cunzhen.indexer.child;

/** What stopped a reader, told without a word of the file. */
public final class Trouble {
  private static final int DEEPEST = 4;

  private Trouble() {}

  /** The classes of an exception and its causes, and where the last of them was thrown. */
  public static String of(Throwable thrown) {
    StringBuilder detail = new StringBuilder();
    Throwable current = thrown;
    for (int i = 0; i < DEEPEST && current != null; i++) {
      detail.append(i == 0 ? "" : " < ").append(current.getClass().getSimpleName());
      Throwable cause = current.getCause();
      if (cause == null) {
        detail.append(place(current));
      }
      current = cause;
    }
    return detail.toString();
  }

  private static String place(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0
        ? ""
        : " at " + trace[0].getClassName() + "." + trace[0].getMethodName();
  }
}
