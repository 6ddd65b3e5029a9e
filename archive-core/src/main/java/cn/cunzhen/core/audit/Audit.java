package cn.cunzhen.core.audit;

import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.derived.DerivedKey;
import cn.cunzhen.core.head.TreeHead;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.log.HashReader;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.TilePath;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads what is in the store again, and says what is whole and what is not.
 *
 * <p>Of all of it the ledger's tree is made anew from its entries; every package that it names is
 * verified to its last byte; what lies in the store without an entry is named. Of a sample the
 * entries are proved to be in the tree, and their packages verified.
 */
public final class Audit {
  private static final String PACKAGES = "records/";

  /** Packages younger than this without an entry are work in flight. */
  private static final Duration IN_FLIGHT = Duration.ofDays(7);

  private static final int STEP = 256;

  private final Ledger ledger;
  private final Supplier<HashReader> hashes;
  private final Objects objects;
  private final PackageVerifier verifier;
  private final Clock clock;

  /**
   * @param hashes those of the ledger's present tree
   */
  public Audit(
      Ledger ledger,
      Supplier<HashReader> hashes,
      Objects objects,
      PackageVerifier verifier,
      Clock clock) {
    this.ledger = ledger;
    this.hashes = hashes;
    this.objects = objects;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param whole how many versions of records are whole
   * @param inFlight how many young packages have no entry yet
   * @param checked the parts that it has come to the end of
   */
  public record Report(
      long entries, long whole, long inFlight, List<Defect> defects, Set<Part> checked) {
    public Report {
      defects = List.copyOf(defects);
      checked = Set.copyOf(checked);
    }

    /** Whether all else can be held against the ledger. */
    public boolean isTreeWhole() {
      return checked.contains(Part.TREE)
          && defects.stream().noneMatch(defect -> defect.kind() == Defect.Kind.TREE);
    }

    public boolean clean() {
      return defects.isEmpty();
    }

    /** The same, with what others found. */
    public Report with(List<Defect> more) {
      List<Defect> all = new ArrayList<>(defects);
      all.addAll(more);
      return new Report(entries, whole, inFlight, all, checked);
    }
  }

  /**
   * Reads it all, as it is now, without a pause.
   *
   * @param progress told now and then how many entries are done
   */
  public Report run(LongConsumer progress) throws IOException {
    Set<Defect> defects = new LinkedHashSet<>();
    TreeHead tree = ledger.head().tree();
    Set<Part> checked = EnumSet.noneOf(Part.class);
    Companion companion = Companion.inHaste(defects::add, progress, checked::add);
    Progress end = run(new Scope.Whole(tree, clock.instant()), Progress.NONE, companion);
    return new Report(tree.size(), end.whole(), end.inFlight(), List.copyOf(defects), checked);
  }

  /**
   * Goes through the entries of the scope from where it had come to.
   *
   * @return how far it has come: to the end
   * @throws HaltedException where the companion halts it
   */
  public Progress run(Scope scope, Progress from, Companion companion) throws IOException {
    return switch (scope) {
      case Scope.Whole whole -> run(whole, from, companion);
      case Scope.Drawn drawn -> run(drawn, from, companion);
    };
  }

  private Progress run(Scope.Whole scope, Progress from, Companion companion) throws IOException {
    Attempts attempts = new Attempts(objects, companion);
    Survey survey = Survey.of(scope.tree(), ledger, objects, clock, companion);
    Progress progress = from;
    while (progress.done() < scope.entries()) {
      List<LedgerEntry> entries;
      long at = progress.done();
      try {
        entries = attempts.of(() -> ledger.entries(at, (int) Math.min(STEP, scope.entries() - at)));
      } catch (StorageException e) {
        // The survey has said so; what follows can be read perhaps.
        long next = Math.min((at / TilePath.FULL + 1) * TilePath.FULL, scope.entries());
        progress = progress.skipping(next - at);
        continue;
      }
      for (LedgerEntry entry : entries) {
        progress = verify(entry, survey.disposed()::contains, progress, companion);
      }
    }
    if (progress.skipped() == 0) {
      companion.checked(Part.PACKAGES);
    }
    return survey.hasGaps() ? progress : findSurplus(survey, scope, progress, companion);
  }

  /** Without knowing all that the entries name, nobody could say what they do not name. */
  private Progress findSurplus(
      Survey survey, Scope.Whole scope, Progress progress, Companion companion) {
    Instant old = scope.began().minus(IN_FLIGHT);
    Attempts attempts = new Attempts(objects, companion);
    Progress all = progress;
    try {
      all = progress.withInFlight(attempts.of(() -> findUnknown(survey.named(), old, companion)));
      companion.checked(Part.SURPLUS);
    } catch (StorageException e) {
      companion.found(Attempts.defect(Defect.Kind.UNKNOWN, PACKAGES, e));
    }
    DerivedAudit derived = new DerivedAudit(objects, survey.named(), survey.disposed(), old);
    try {
      attempts.of(() -> derived.run(companion));
      companion.checked(Part.DERIVATIVES);
    } catch (StorageException e) {
      companion.found(Attempts.defect(Defect.Kind.INDEX, DerivedKey.PREFIX, e));
    }
    return all;
  }

  private Progress run(Scope.Drawn scope, Progress from, Companion companion) throws IOException {
    List<Long> indices = scope.indices();
    Attempts attempts = new Attempts(objects, companion);
    Progress progress = from;
    while (progress.done() < indices.size()) {
      long index = indices.get((int) progress.done());
      LedgerEntry entry;
      try {
        entry = attempts.of(() -> ledger.entries(index, 1).getFirst());
        prove(index, entry, scope.tree(), attempts);
        progress = verify(entry, this::isDisposed, progress, companion);
      } catch (StorageException e) {
        companion.found(Attempts.defect(Defect.Kind.TREE, "entry " + index, e));
        progress = progress.skipping(1);
      }
    }
    if (progress.skipped() == 0) {
      companion.checked(Part.INCLUSION);
      companion.checked(Part.PACKAGES);
    }
    return progress;
  }

  private void prove(long index, LedgerEntry entry, TreeHead tree, Attempts attempts) {
    InclusionProof proof = attempts.of(() -> InclusionProof.of(index, tree.size(), hashes.get()));
    if (!proof.proves(new TreeHash().leaf(entry.format()), tree.root())) {
      attempts
          .companion()
          .found(new Defect(Defect.Kind.TREE, "entry " + index, "is not proved to be in the tree"));
    }
  }

  private Progress verify(
      LedgerEntry entry, Predicate<RecordId> disposed, Progress before, Companion companion) {
    boolean names = entry.type().isOfVersion();
    Progress after =
        names ? verifyPackage(entry, disposed, before, companion) : before.with(false, 0);
    companion.done(after);
    return after;
  }

  private Progress verifyPackage(
      LedgerEntry entry, Predicate<RecordId> disposed, Progress before, Companion companion) {
    ObjectKey key = PackageKey.of(entry.record(), entry.version(), entry.digest()).format();
    boolean gone = disposed.test(entry.record());
    try {
      if (!gone) {
        return verifyPackage(key, entry, before, companion);
      }
      if (new Attempts(objects, companion).of(() -> objects.stat(key)).isPresent()) {
        companion.found(new Defect(Defect.Kind.PRESENT_AFTER_DISPOSAL, key.value(), ""));
      }
    } catch (StorageException.Missing e) {
      missing(key, entry.record(), companion);
    } catch (StorageException e) {
      companion.found(Attempts.defect(Defect.Kind.DAMAGED, key.value(), e));
    }
    return before.with(false, 0);
  }

  /** It may have been disposed of since, or by an entry that can't be read. */
  private void missing(ObjectKey key, RecordId record, Companion companion) {
    String detail = "";
    try {
      if (new Attempts(objects, companion).of(() -> isDisposed(record))) {
        return;
      }
    } catch (StorageException e) {
      detail = "whether it was disposed of can't be read: " + e.getMessage();
    }
    companion.found(new Defect(Defect.Kind.MISSING, key.value(), detail));
  }

  private Progress verifyPackage(
      ObjectKey key, LedgerEntry entry, Progress before, Companion companion) {
    return new Attempts(objects, companion)
        .of(() -> {
          CountedBytes bytes = new CountedBytes(PackageBytes.of(objects, key), companion);
          List<PackageFinding> findings =
              verifier.verify(bytes, entry.digest(), Depth.DIGESTS).findings();
          for (PackageFinding finding : findings) {
            companion.found(
                new Defect(
                    Defect.Kind.DAMAGED, key.value(), finding.code() + " " + finding.where()));
          }
          return before.with(findings.isEmpty(), bytes.read());
        });
  }

  /** Whether the ledger says so by now; the register only says where to look. */
  private boolean isDisposed(RecordId record) {
    return ledger.entriesOf(record).stream()
        .filter(known -> known.type() == EntryType.DISPOSED)
        .flatMap(known -> ledger.entries(known.index(), 1).stream())
        .anyMatch(entry -> entry.type() == EntryType.DISPOSED && entry.record().equals(record));
  }

  private long findUnknown(NamedPackages named, Instant old, Companion companion) {
    long inFlight = 0;
    try (Stream<ObjectInfo> stored = objects.list(PACKAGES)) {
      for (ObjectInfo object : (Iterable<ObjectInfo>) stored::iterator) {
        companion.read(0);
        if (named.contains(object.key())) {
          continue;
        }
        if (object.modified().isBefore(old)) {
          companion.found(new Defect(Defect.Kind.UNKNOWN, object.key().value(), ""));
        } else {
          inFlight++;
        }
      }
    }
    return inFlight;
  }
}
