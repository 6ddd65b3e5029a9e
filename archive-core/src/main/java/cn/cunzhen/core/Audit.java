package cn.cunzhen.core;

import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.log.Edge;
import cn.cunzhen.core.log.TileHashes;
import cn.cunzhen.core.log.TilePath;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Reads everything in the store again, and says what is whole and what is not.
 *
 * <p>The ledger's tree is made anew from its entries; every package that it names is verified to
 * its last byte; what lies in the store without an entry is named.
 */
public final class Audit {
  /** Packages younger than this without an entry are work in flight. */
  private static final Duration IN_FLIGHT = Duration.ofDays(7);

  private static final int STEP = 4096;

  private final Ledger ledger;
  private final Objects objects;
  private final PackageVerifier verifier;
  private final Clock clock;

  public Audit(Ledger ledger, Objects objects, PackageVerifier verifier, Clock clock) {
    this.ledger = ledger;
    this.objects = objects;
    this.verifier = verifier;
    this.clock = clock;
  }

  /** Something that is not as it has to be. */
  public record Defect(Kind kind, String where, String detail) {
    /** What is wrong. */
    public enum Kind {
      /** The entries do not make the tree that the head names. */
      TREE,
      /** A time stamp does not hold, or is over what the ledger does not have. */
      STAMP,
      /** What a renewal of the evidence consists of is missing, damaged or not to be believed. */
      EVIDENCE,
      /** An entry's time is earlier than the one before, or in the future. */
      TIME,
      /** The ledger names a package that is not there. */
      MISSING,
      /** A package is not what the ledger names, or not whole. */
      DAMAGED,
      /** A record was disposed of, and is still there. */
      PRESENT_AFTER_DISPOSAL,
      /** A package without an entry, or what was made from one, too old to be on its way. */
      UNKNOWN,
      /** The register does not say of a record what the ledger says. */
      REGISTER,
      /** The index does not say of a record what the ledger says. */
      INDEX
    }
  }

  /**
   * What was found.
   *
   * @param whole how many versions of records are whole
   * @param inFlight how many young packages have no entry yet
   */
  public record Report(long entries, long whole, long inFlight, List<Defect> defects) {
    public Report {
      defects = List.copyOf(defects);
    }

    public boolean clean() {
      return defects.isEmpty();
    }

    /** The same, with what others found. */
    public Report with(List<Defect> more) {
      List<Defect> all = new ArrayList<>(defects);
      all.addAll(more);
      return new Report(entries, whole, inFlight, all);
    }
  }

  /**
   * Reads it all.
   *
   * @param progress told now and then how many entries are done
   */
  public Report run(LongConsumer progress) throws IOException {
    List<Defect> defects = new ArrayList<>();
    long size = ledger.size();
    Map<ObjectKey, LedgerEntry> named = new HashMap<>();
    Set<RecordId> disposed = new HashSet<>();
    readEntries(size, named, disposed, defects);
    long whole = 0;
    long done = 0;
    for (Map.Entry<ObjectKey, LedgerEntry> each : named.entrySet()) {
      boolean gone = disposed.contains(each.getValue().record());
      whole += verify(each.getKey(), each.getValue(), gone, defects) ? 1 : 0;
      done++;
      progress.accept(done);
    }
    Instant old = clock.instant().minus(IN_FLIGHT);
    long inFlight = findUnknown(named.keySet(), old, defects);
    defects.addAll(new DerivedAudit(objects, named, disposed, old).defects());
    return new Report(size, whole, inFlight, defects);
  }

  private void readEntries(
      long size, Map<ObjectKey, LedgerEntry> named, Set<RecordId> disposed, List<Defect> defects) {
    Edge edge = Edge.EMPTY;
    Instant last = Instant.MIN;
    for (long from = 0; from < size; ) {
      List<LedgerEntry> entries;
      try {
        entries = ledger.entries(from, (int) Math.min(STEP, size - from));
      } catch (StorageException e) {
        // What follows is judged by itself; the tree can't be made anew any more.
        defects.add(new Defect(Defect.Kind.TREE, "ledger", String.valueOf(e.getMessage())));
        from = (from / TilePath.FULL + 1) * TilePath.FULL;
        continue;
      }
      TreeHash tree = new TreeHash();
      List<Sha256> leaves = new ArrayList<>();
      for (LedgerEntry entry : entries) {
        leaves.add(tree.leaf(entry.format()));
        if (entry.at().isBefore(last) || entry.at().isAfter(clock.instant().plusSeconds(60))) {
          defects.add(new Defect(Defect.Kind.TIME, entry.record().value(), "at " + entry.at()));
        }
        last = entry.at();
        remember(entry, named, disposed);
      }
      edge = edge.append(leaves);
      edge.completed().forEach(tile -> compare(tile, defects));
      edge = edge.without(edge.completed().stream().map(full -> full.tile()).toList());
      from += entries.size();
    }
    if (!edge.root().equals(root(size, defects))) {
      defects.add(new Defect(Defect.Kind.TREE, "ledger", "the entries give another root"));
    }
  }

  /** Proofs are made from the stored tiles, so they must be those that the entries give. */
  private void compare(TileHashes tile, List<Defect> defects) {
    ObjectKey key = ObjectKey.of("ledger/" + tile.tile().path());
    try (InputStream in = objects.get(key)) {
      if (!Bytes.of(in.readAllBytes()).equals(tile.format())) {
        defects.add(new Defect(Defect.Kind.TREE, key.value(), "not what the entries give"));
      }
    } catch (IOException | StorageException e) {
      defects.add(new Defect(Defect.Kind.TREE, key.value(), String.valueOf(e.getMessage())));
    }
  }

  /** The root that the head names; what its tiles say of it is compared on the way. */
  private Sha256 root(long size, List<Defect> defects) {
    try {
      return ledger.rootAt(size);
    } catch (StorageException e) {
      defects.add(new Defect(Defect.Kind.TREE, "ledger", String.valueOf(e.getMessage())));
      return TreeHash.EMPTY_ROOT;
    }
  }

  private static void remember(
      LedgerEntry entry, Map<ObjectKey, LedgerEntry> named, Set<RecordId> disposed) {
    if (entry.type() == EntryType.ARCHIVED || entry.type() == EntryType.AMENDED) {
      named.put(PackageKey.of(entry.record(), entry.version(), entry.digest()).format(), entry);
    } else if (entry.type() == EntryType.DISPOSED) {
      disposed.add(entry.record());
    }
  }

  private boolean verify(ObjectKey key, LedgerEntry entry, boolean disposed, List<Defect> defects)
      throws IOException {
    try {
      PackageBytes bytes = PackageBytes.of(objects, key);
      if (disposed) {
        defects.add(new Defect(Defect.Kind.PRESENT_AFTER_DISPOSAL, key.value(), ""));
        return false;
      }
      List<PackageFinding> findings =
          verifier.verify(bytes, entry.digest(), Depth.DIGESTS).findings();
      for (PackageFinding finding : findings) {
        defects.add(
            new Defect(Defect.Kind.DAMAGED, key.value(), finding.code() + " " + finding.where()));
      }
      return findings.isEmpty();
    } catch (StorageException.Missing e) {
      if (!disposed) {
        defects.add(new Defect(Defect.Kind.MISSING, key.value(), ""));
      }
      return false;
    }
  }

  private long findUnknown(Set<ObjectKey> named, Instant old, List<Defect> defects) {
    long inFlight = 0;
    try (Stream<ObjectInfo> stored = objects.list("records/")) {
      for (ObjectInfo object : (Iterable<ObjectInfo>) stored::iterator) {
        if (named.contains(object.key())) {
          continue;
        }
        if (object.modified().isBefore(old)) {
          defects.add(new Defect(Defect.Kind.UNKNOWN, object.key().value(), ""));
        } else {
          inFlight++;
        }
      }
    }
    return inFlight;
  }
}
