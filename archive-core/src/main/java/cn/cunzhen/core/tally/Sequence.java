package cn.cunzhen.core.tally;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How tallies follow one another. */
final class Sequence {
  /** How much clocks may differ, and a recording may take. */
  static final Duration SLACK = Duration.ofMinutes(5);

  private Sequence() {}

  /**
   * Whether a plan leaves out nothing from before its time.
   *
   * @param beyond when the first access was that it leaves out
   */
  static boolean coversItsTime(Plan plan, Optional<Instant> beyond) {
    return beyond.map(first -> !first.isBefore(plan.at().minus(SLACK))).orElse(true);
  }

  /** Whether this is the plan of the tally behind that one; of the first, where there is none. */
  static boolean follows(Optional<Tally> before, Plan plan) {
    long number = before.map(tally -> tally.plan().number()).orElse(0L) + 1;
    return plan.number() == number
        && plan.previous().equals(before.map(Tally::digest).orElse(Plan.NONE))
        && !plan.at().isBefore(before.map(tally -> tally.plan().at()).orElse(Instant.MIN))
        && before.map(tally -> goesOn(tally.plan(), plan)).orElse(true);
  }

  /** Every ledger is there still and begins where it ended; one that is new, at its beginning. */
  private static boolean goesOn(Plan before, Plan plan) {
    return plan.spans().stream()
            .allMatch(span -> before.span(span.node()).isPresent() || span.from() == 0)
        && before.archive().equals(plan.archive())
        && before.spans().stream()
            .allMatch(span ->
                plan.span(span.node()).filter(next -> next.from() == span.size()).isPresent());
  }
}
