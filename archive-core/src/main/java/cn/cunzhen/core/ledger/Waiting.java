package cn.cunzhen.core.ledger;

import cn.cunzhen.core.ledger.Commit.Cause;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A proposal on its way into the ledger.
 *
 * @param putAt when this node put the object that the entry names, by the wall clock
 * @param arrived when it came, as {@link System#nanoTime()} has it
 * @param deadline when its caller stops waiting, likewise
 */
record Waiting(
    Proposal proposal, Instant putAt, long arrived, long deadline, CompletableFuture<Commit> answer)
    implements Arrival {
  void giveUp(Cause cause) {
    answer.complete(new Commit.Undecided(cause));
  }

  boolean over(long now) {
    return deadline - now < 0;
  }
}
