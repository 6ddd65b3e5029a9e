package cn.cunzhen.api.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that a provider publishes and may change. Any thread may use it.
 *
 * <p>It is asked for when somebody needs it and again when what is known is ten minutes old, but
 * never twice within {@link #PAUSE}, whoever asks for whatever. Where the provider does not answer,
 * what it said last counts for {@link #LASTING}.
 */
final class Remembered<T> {
  static final Duration PAUSE = Duration.ofSeconds(5);
  static final Duration LASTING = Duration.ofHours(1);
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);

  private final Question<T> question;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Known<T> known;
  private volatile @Nullable String trouble;
  private Instant asked = Instant.MIN;

  Remembered(Question<T> question, Clock clock) {
    this.question = question;
    this.clock = clock;
  }

  /** Asks the provider. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws ProviderException;
  }

  private record Known<T>(T value, Instant since) {
    boolean isYoungerThan(Duration age, Instant now) {
      return now.isBefore(since.plus(age));
    }
  }

  /**
   * What is known.
   *
   * @throws ProviderException if nothing is, and the provider does not answer
   */
  T get() throws ProviderException {
    Known<T> present = known;
    Instant now = clock.instant();
    if (present != null && present.isYoungerThan(FRESH, now)) {
      return present.value();
    }
    if (present == null || !present.isYoungerThan(LASTING, now)) {
      asking.lock();
    } else if (!asking.tryLock()) {
      return present.value(); // somebody is asking, and nobody else need wait for that
    }
    try {
      Known<T> here = known;
      if (here == null || !here.isYoungerThan(FRESH, now)) {
        ask();
      }
      return lasting();
    } finally {
      asking.unlock();
    }
  }

  /** What is known, asked for again where it is still what something was missing from. */
  T newerThan(T lacking) throws ProviderException {
    asking.lock();
    try {
      Known<T> present = known;
      if (present == null || present.value().equals(lacking)) {
        ask();
      }
      return lasting();
    } finally {
      asking.unlock();
    }
  }

  /**
   * What the provider says now.
   *
   * @throws ProviderException if it does not answer
   */
  T now() throws ProviderException {
    asking.lock();
    try {
      ask();
      String why = trouble;
      if (why != null) {
        throw new ProviderException(why);
      }
      return lasting();
    } finally {
      asking.unlock();
    }
  }

  /** Whether the provider did not answer when it was last asked. */
  boolean fails() {
    return trouble != null;
  }

  /** Asks, unless that was done a moment ago; who calls it holds the lock. */
  private void ask() {
    Instant now = clock.instant();
    if (now.isBefore(asked.plus(PAUSE))) {
      return;
    }
    try {
      known = new Known<>(question.ask(), now);
      if (trouble != null) {
        LOG.info("the OpenID provider answers again");
      }
      trouble = null;
    } catch (ProviderException e) {
      if (trouble == null) {
        LOG.warn("the OpenID provider does not answer, and is asked again: {}", e.getMessage());
      }
      trouble = String.valueOf(e.getMessage());
    } finally {
      asked = clock.instant(); // those who waited meanwhile don't ask one after the other
    }
  }

  private T lasting() throws ProviderException {
    Known<T> present = known;
    if (present == null || !present.isYoungerThan(LASTING, clock.instant())) {
      throw new ProviderException(String.valueOf(trouble));
    }
    return present.value();
  }
}
