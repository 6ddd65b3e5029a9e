package cn.cunzhen.core.audit;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.TreeHead;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.log.Edge;
import cn.cunzhen.core.log.TileHashes;
import cn.cunzhen.core.log.TilePath;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ledger read from its first entry to its last: its tree is made anew, and what its entries
 * name is remembered.
 */
final class Survey {
  private static final int STEP = 4096;

  private final Ledger ledger;
  private final LogHead head;
  private final Attempts attempts;
  private final Clock clock;
  private final Companion companion;
  private final NamedPackages named = new NamedPackages();
  private final Set<RecordId> disposed = new HashSet<>();
  private boolean gaps;
  private boolean unreadTiles;
  private Edge edge = Edge.EMPTY;
  private Instant last = Instant.MIN;

  private Survey(Ledger ledger, Objects objects, Clock clock, Companion companion) {
    this.ledger = ledger;
    this.head = ledger.head();
    this.attempts = new Attempts(objects, companion);
    this.clock = clock;
    this.companion = companion;
  }

  /** Reads the entries of this tree. */
  static Survey of(
      TreeHead tree, Ledger ledger, Objects objects, Clock clock, Companion companion) {
    Survey survey = new Survey(ledger, objects, clock, companion);
    survey.read(tree.size());
    survey.conclude(tree);
    return survey;
  }

  private void conclude(TreeHead tree) {
    if (!gaps && !edge.root().equals(tree.root())) {
      found(Defect.Kind.TREE, "ledger", "the entries give another root");
    }
    if (!gaps) {
      companion.checked(Part.TREE);
      companion.checked(Part.TIMES);
    }
    if (!gaps && !unreadTiles) {
      companion.checked(Part.TILES);
    }
  }

  /** Whether some entries could not be read, so that what they name is not known. */
  boolean hasGaps() {
    return gaps;
  }

  /** The packages that the entries name. */
  NamedPackages named() {
    return named;
  }

  /** The records that were disposed of. */
  Set<RecordId> disposed() {
    return disposed;
  }

  private void read(long size) {
    for (long from = 0; from < size; ) {
      long at = from;
      List<LedgerEntry> entries;
      try {
        entries = attempts.of(() -> ledger.entries(at, (int) Math.min(STEP, size - at)));
      } catch (StorageException e) {
        // What follows is judged by itself; the tree can't be made anew any more.
        companion.found(Attempts.defect(Defect.Kind.TREE, "ledger", e));
        gaps = true;
        from = (from / TilePath.FULL + 1) * TilePath.FULL;
        continue;
      }
      take(entries);
      from += entries.size();
    }
  }

  private void take(List<LedgerEntry> entries) {
    TreeHash tree = new TreeHash();
    List<Sha256> leaves = new ArrayList<>();
    long bytes = 0;
    for (LedgerEntry entry : entries) {
      Bytes leaf = entry.format();
      bytes += leaf.size();
      leaves.add(tree.leaf(leaf));
      if (entry.at().isBefore(last) || entry.at().isAfter(clock.instant().plusSeconds(60))) {
        found(Defect.Kind.TIME, entry.record().value(), "at " + entry.at());
      }
      last = entry.at();
      remember(entry);
    }
    if (!gaps) { // behind a gap nobody knows what the tiles should be
      edge = edge.append(leaves);
      edge.completed().forEach(this::compare);
      edge = edge.without(edge.completed().stream().map(TileHashes::tile).toList());
    }
    companion.read(bytes);
  }

  private void remember(LedgerEntry entry) {
    if (entry.type().isOfVersion()) {
      named.add(PackageKey.of(entry.record(), entry.version(), entry.digest()).format());
    } else if (entry.type() == EntryType.DISPOSED) {
      disposed.add(entry.record());
    }
  }

  /**
   * Proofs are made from the stored tiles, so they must be those that the entries give; one that
   * the head still shows need not be stored yet.
   */
  private void compare(TileHashes tile) {
    ObjectKey key = ObjectKey.of("ledger/" + tile.tile().path());
    try {
      Bytes stored = attempts.of(() -> read(key));
      companion.read(stored.size());
      if (!stored.equals(tile.format())) {
        found(Defect.Kind.TREE, key.value(), "not what the entries give");
      }
    } catch (StorageException.Missing e) {
      if (head.edge().tile(tile.tile()).isEmpty()) {
        companion.found(Attempts.defect(Defect.Kind.TREE, key.value(), e));
      }
    } catch (StorageException e) {
      companion.found(Attempts.defect(Defect.Kind.TREE, key.value(), e));
      unreadTiles = true;
    }
  }

  private Bytes read(ObjectKey key) throws IOException {
    try (InputStream in = attempts.objects().get(key)) {
      return Bytes.of(in.readAllBytes());
    }
  }

  private void found(Defect.Kind kind, String where, String detail) {
    companion.found(new Defect(kind, where, detail));
  }
}
