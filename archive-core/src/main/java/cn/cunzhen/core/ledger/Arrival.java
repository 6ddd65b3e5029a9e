package cn.cunzhen.core.ledger;

/** What reaches the committing thread from others. */
sealed interface Arrival permits Waiting, Arrival.Nudge {
  /** Somebody wants the head read now. */
  record Nudge() implements Arrival {}
}
