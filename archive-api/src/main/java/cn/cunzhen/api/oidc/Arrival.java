package cn.cunzhen.api.oidc;

import java.time.Duration;

/** What comes of a browser that is back from the provider. */
public sealed interface Arrival {
  /**
   * A session was opened.
   *
   * @param lasting how long at most
   */
  record SignedIn(String token, Duration lasting) implements Arrival {
    @Override
    public String toString() {
      return "session";
    }
  }

  /** Nobody has signed in. */
  record Refused(Why why) implements Arrival {}

  /** What kept somebody from signing in. */
  enum Why {
    /** It was begun elsewhere, too long ago, or was answered before. */
    STALE,
    /** The provider, or the person there, did not agree. */
    DENIED,
    /** The provider does not answer as it should. */
    SILENT,
    /** What the provider sent is not to be believed. */
    UNTRUSTED,
    /** The person is known there, and has no role here. */
    NOBODY
  }
}
