package cn.cunzhen.storage.fault;

import cn.cunzhen.storage.Write;

/**
 * How a call goes wrong.
 *
 * <p>Whoever makes it is told the same in all cases but one, that the outcome is unknown: a
 * conditional write answers {@link Write.Unknown}, all others throw.
 */
public sealed interface Fault {
  /** Nothing has happened. */
  Fault BEFORE = new Before();

  /** It has happened nevertheless. */
  Fault AFTER = after(() -> {});

  /**
   * A conditional write has happened, but is said to be refused, as where a request that was
   * repeated on the way met its own first success.
   */
  Fault REFUSED = new Refused();

  /** A write happens only when the test calls {@link FaultyStore#land()}. */
  Fault LATE = new Late(Integer.MAX_VALUE);

  /** Nothing happens, and no answer comes before the test calls {@link FaultyStore#release()}. */
  Fault HANG = new Hang();

  /** What is read or listed fails in its middle. */
  Fault HALF = new Half();

  /** A write happens right before so many calls later: 1 is the next one. */
  static Fault late(int calls) {
    return new Late(calls);
  }

  /** It has happened nevertheless, and before anyone is told, this happens too. */
  static Fault after(Runnable then) {
    return new After(then);
  }

  record Before() implements Fault {}

  record After(Runnable then) implements Fault {
    @Override
    public String toString() {
      return "After[]";
    }
  }

  record Refused() implements Fault {}

  record Late(int calls) implements Fault {}

  record Hang() implements Fault {}

  record Half() implements Fault {}
}
