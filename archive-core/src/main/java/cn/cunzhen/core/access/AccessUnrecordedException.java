package cn.cunzhen.core.access;

import org.jspecify.annotations.Nullable;

/** The access could not be recorded, so what it asks for must not be shown. */
public final class AccessUnrecordedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AccessUnrecordedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
