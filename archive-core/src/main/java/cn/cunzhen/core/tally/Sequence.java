package cn.cunzhen.core.tally;

import java.time.Instant;
import java.util.Optional;

/** How tallies follow one another. */
final class Sequence {
  private Sequence() {}

  /** Whether this is the plan of the tally behind that one; of the first, where there is none. */
  static boolean follows(Optional<Tally> before, Plan plan) {
    long number = before.map(tally -> tally.plan().number()).orElse(0L) + 1;
    return plan.number() == number
        && plan.previous().equals(before.map(Tally::digest).orElse(Plan.NONE))
        && !plan.at().isBefore(before.map(tally -> tally.plan().at()).orElse(Instant.MIN))
        && before.map(tally -> goesOn(tally.plan(), plan)).orElse(true);
  }

  /** Every ledger is there still, and begins where it ended. */
  private static boolean goesOn(Plan before, Plan plan) {
    return before.archive().equals(plan.archive())
        && before.spans().stream()
            .allMatch(span ->
                plan.span(span.node()).filter(next -> next.from() == span.size()).isPresent());
  }
}
