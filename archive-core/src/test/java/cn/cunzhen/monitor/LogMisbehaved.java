package cn.cunzhen.monitor;

/** A log said something that no honest log says, or did not serve what its checkpoint promises. */
public final class LogMisbehaved extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LogMisbehaved(String message) {
    super(message);
  }

  public LogMisbehaved(String message, Throwable cause) {
    super(message, cause);
  }
}
