package cn.cunzhen.api.node;

import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.Rounds;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.tally.MissingAccessException;
import cn.cunzhen.core.tally.Tallies;
import cn.cunzhen.storage.Store;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the tallies of accesses while a node runs. */
final class Tallying {
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(Tallying.class);

  private Tallying() {}

  /** The tallies of the archive; begins to make those that are due. */
  static Tallies start(Floors floors, Parts parts, Clock clock) {
    Tallies tallies = open(floors.store(), floors.identity(), floors.seen(), clock);
    parts.add(Rounds.start("tallies", EVERY, () -> round(tallies)));
    return tallies;
  }

  static Tallies open(Store store, Identity identity, SeenHeads seen, Clock clock) {
    return new Tallies(
        store,
        identity.origin(),
        (prefix, origin) -> new AppendLog(store, prefix, origin, identity.commitKey(), seen, clock),
        identity.tallySigner(),
        label -> identity.keys().idKey().derive("tally " + label),
        clock);
  }

  /** What is missing now is missing in a minute too: it is looked for once an hour. */
  private static void round(Tallies tallies) {
    try {
      for (var made = tallies.makeIfDue(); made.isPresent(); made = tallies.makeIfDue()) {
        LOG.info("accesses were counted: tally {}", made.get().tally().plan().number());
      }
    } catch (MissingAccessException e) {
      LOG.error("accesses can't be counted: put back what is missing, from the second site", e);
    }
  }
}
