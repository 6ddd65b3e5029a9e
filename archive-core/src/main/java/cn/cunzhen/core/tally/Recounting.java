package cn.cunzhen.core.tally;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.log.Edge;
import cn.cunzhen.core.log.TileHashes;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.tally.Recount.Outcome;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts all tallies again, from the first on, as an auditor does who signs them: believes nothing
 * that is stored but what bodies and entries themselves give.
 */
final class Recounting {
  private final Ledgers ledgers;
  private final Counted.Salts salts;
  private final VerifierKey archive;
  private final Map<String, Edge> edges = new HashMap<>();
  private Optional<Tally> before = Optional.empty();

  /**
   * @param archive the key of its statements
   */
  Recounting(Ledgers ledgers, Counted.Salts salts, VerifierKey archive) {
    this.ledgers = ledgers;
    this.salts = salts;
    this.archive = archive;
  }

  /**
   * The next one; to be called for each from the first on.
   *
   * @param last whether there are no later ones, and so nothing behind it may have been erased
   */
  Recount next(Statement statement, boolean last) {
    Tally tally = statement.tally();
    boolean fits = statement.note().isSignedBy(archive) && Sequence.follows(before, tally.plan());
    before = Optional.of(tally);
    return new Recount(statement, fits ? outcome(tally, last) : Outcome.UNFIT, tally.size());
  }

  private Outcome outcome(Tally tally, boolean last) {
    for (Span span : tally.plan().spans()) {
      if (!root(span).equals(span.root())) {
        return Outcome.OTHER_LEDGER;
      }
    }
    Instant erased = last ? Instant.EPOCH : Instant.MAX;
    if (!Sequence.coversItsTime(tally.plan(), ledgers.firstBeyond(tally.plan(), erased))) {
      return Outcome.LEFT_OUT;
    }
    List<Counted> entries;
    try {
      entries = Counted.all(tally.plan().origin(), ledgers.count(tally.plan()), salts);
    } catch (MissingAccessException e) {
      return Outcome.MISSING;
    }
    return entries.size() == tally.size() && TallyLog.root(entries).equals(tally.root())
        ? Outcome.AGREES
        : Outcome.OTHER_COUNT;
  }

  /** Of the tree that the ledger's entries give, each read once. */
  private Sha256 root(Span span) {
    AppendLog log = ledgers.log(span.node());
    LogHead head = log.read();
    Edge edge = edges.getOrDefault(span.node(), Edge.EMPTY);
    TreeHash tree = new TreeHash();
    while (edge.size() < Math.min(span.size(), head.size())) {
      int most = Math.toIntExact(Math.min(Integer.MAX_VALUE, span.size() - edge.size()));
      List<Bytes> leaves = log.leaves(head, edge.size(), most);
      edge = edge.append(leaves.stream().map(tree::leaf).toList());
      edge = edge.without(edge.completed().stream().map(TileHashes::tile).toList());
    }
    edges.put(span.node(), edge);
    return edge.root();
  }
}
