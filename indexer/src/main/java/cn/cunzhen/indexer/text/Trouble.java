package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Reason;

/** What stopped a reader, told without a word of the file. */
final class Trouble {
  private static final int DEEPEST = 4;

  private Trouble() {}

  /** The classes of an exception and its causes, and where the last of them was thrown. */
  static NoText because(Reason reason, Throwable thrown) {
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
    return new NoText(reason, detail.toString());
  }

  private static String place(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0
        ? ""
        : " at " + trace[0].getClassName() + "." + trace[0].getMethodName();
  }
}
