package cn.cunzhen.core;

import cn.cunzhen.core.Proofs.StampedCheckpoint;
import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.EvidenceRecord;
import cn.cunzhen.core.evidence.EvidenceVerifier;
import cn.cunzhen.core.evidence.HashTree;
import cn.cunzhen.core.evidence.History.Line;
import cn.cunzhen.core.evidence.History.Numbered;
import cn.cunzhen.core.evidence.Renewal;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.proof.CoveredProof;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampAuthority;
import cn.cunzhen.core.seal.TimeStampFault;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.stamp.Stamps;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the archive's evidence before a digest or a certificate loses its worth (RFC 4998 §5):
 * packages, entries and stamps stay as they are.
 *
 * <p>Each renewal covers a range of entries: for each entry its proof as it stood and, where it
 * names a package that is kept, that package. It is done when the ledger names it; whatever ends
 * this in between, it goes on from there when it is run again.
 */
public final class Renewing {
  /** How many entries one token covers at most. */
  private static final int RANGE = 4096;

  private static final int CHUNK = 64 << 10;

  private static final ObjectKey ALWAYS_THERE = ObjectKey.of("ledger/genesis");
  private static final Logger LOG = LoggerFactory.getLogger(Renewing.class);

  private final Ledger ledger;
  private final Proofs proofs;
  private final Objects objects;
  private final PackageVerifier packages;
  private final Renewals renewals;
  private final TimeStampAuthority authority;
  private final TimeStampVerifier stamps;
  private final Supplier<Bytes> nonces;
  private final Clock clock;

  public Renewing(
      Ledger ledger,
      Proofs proofs,
      Objects objects,
      PackageVerifier packages,
      Renewals renewals,
      TimeStampAuthority authority,
      TimeStampVerifier stamps,
      Supplier<Bytes> nonces,
      Clock clock) {
    this.ledger = ledger;
    this.proofs = proofs;
    this.objects = objects;
    this.packages = packages;
    this.renewals = renewals;
    this.authority = authority;
    this.stamps = stamps;
    this.nonces = nonces;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param renewals how many tokens were got
   * @param entries how many entries they cover
   * @param bytes how many were put into the store
   * @param left keys of what was left out, because it is missing or not whole: packages, evidence,
   *     and time stamps that evidence was made with
   */
  public record Done(int renewals, long entries, long bytes, List<String> left) {
    public Done {
      left = List.copyOf(left);
    }

    static final Done NOTHING = new Done(0, 0, 0, List.of());

    Done and(Done more) {
      List<String> all = new ArrayList<>(left);
      all.addAll(more.left);
      return new Done(
          renewals + more.renewals,
          entries + more.entries,
          bytes + more.bytes,
          all.stream().distinct().toList());
    }

    static Done without(List<String> left) {
      return new Done(0, 0, 0, left);
    }
  }

  /**
   * Sees to it that every stamped entry has evidence by this digest: a first chain, or where it has
   * one by another digest, a further one. What its evidence does not cover because it was not whole
   * then, and is by now, is covered from the beginning.
   *
   * @param lost what is to become of entries whose evidence is lost
   * @param progress told how many entries have been covered so far
   * @throws IOException if the authority gives no token that holds, or the ledger takes no entry
   */
  public Done renewEntries(DigestAlgorithm algorithm, Lost lost, LongConsumer progress)
      throws IOException, InterruptedException {
    Done done = Done.without(renewals.unreadable());
    if (lost == Lost.LEFT && !done.left().isEmpty()) {
      return done; // nobody knows what they cover, and must not be covered once more meanwhile
    }
    long covered = 0;
    long stamped = proofs.stamped();
    for (Line line : renewals.history().lines()) {
      done = done.and(begin(algorithm, covered, Math.min(stamped, line.from()), progress));
      Done more = renew(algorithm, line, lost);
      done = done.and(more);
      if (more.renewals() > 0) {
        progress.accept(done.entries());
      }
      covered = Math.max(covered, line.to());
    }
    return done.and(begin(algorithm, covered, stamped, progress));
  }

  /** What becomes of entries whose evidence is missing or damaged. */
  public enum Lost {
    /** They are left as they are: what is missing may be restored. */
    LEFT,
    /** Their evidence begins once more: what is missing will not come back. */
    BEGUN_ANEW
  }

  /**
   * A further renewal of a range. It must not be over evidence that can't be given out any more:
   * the new chain would lead nowhere.
   */
  private Done renew(DigestAlgorithm algorithm, Line line, Lost lost)
      throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>(renewals.lost(line.from()));
    proofs.lostStamps(line.from(), line.to()).forEach(size -> missing.add(Stamps.name(size)));
    if (!missing.isEmpty()) {
      return lost == Lost.LEFT
          ? Done.without(missing)
          : begin(algorithm, line.from(), line.to(), n -> {}).and(Done.without(missing));
    }
    Done done = coverWhatIsWholeAgain(algorithm, line);
    return line.newest().renewal().algorithm() == algorithm
        ? done
        : done.and(cover(algorithm, line.from(), line.to(), List.of(line.newest().number())));
  }

  private Done coverWhatIsWholeAgain(DigestAlgorithm algorithm, Line line)
      throws IOException, InterruptedException {
    List<Long> bare =
        LongStream.range(line.from(), line.to())
            .filter(index -> !renewals.coversPackage(index))
            .boxed()
            .toList();
    List<LedgerEntry> entries = bare.isEmpty() ? List.of() : entries(line.from(), line.to());
    Done done = Done.NOTHING;
    for (long index : bare) {
      LedgerEntry entry = entries.get((int) (index - line.from()));
      if (isKept(entry)) {
        done =
            done.and(
                isWhole(entry)
                    ? cover(algorithm, index, index + 1, List.of())
                    : Done.without(List.of(key(entry).format().value())));
      }
    }
    return done;
  }

  /** First renewals of entries, also of those that two nodes at once have left between them. */
  private Done begin(DigestAlgorithm algorithm, long from, long to, LongConsumer progress)
      throws IOException, InterruptedException {
    Done done = Done.NOTHING;
    for (long next = from; next < to; next += RANGE) {
      done = done.and(cover(algorithm, next, Math.min(to, next + RANGE), List.of()));
      progress.accept(done.entries());
    }
    return done;
  }

  /**
   * Covers the newest tokens of all evidence by a new one, before the certificates behind them run
   * out.
   */
  public Done renewTokens() throws IOException, InterruptedException {
    Done done = Done.without(renewals.unreadable());
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      List<Numbered> newest =
          renewals.history().lines().stream()
              .map(Line::newest)
              .filter(each -> each.renewal().algorithm() == algorithm)
              .distinct()
              .toList();
      if (!newest.isEmpty()) {
        done = done.and(cover(algorithm, newest));
      }
    }
    return done;
  }

  private Done cover(DigestAlgorithm algorithm, List<Numbered> newest)
      throws IOException, InterruptedException {
    List<List<Bytes>> groups =
        newest.stream().map(each -> List.of(algorithm.of(each.renewal().stamp().der()))).toList();
    TimeStamp stamp = stamp(algorithm, groups);
    Sha256 rows = renewals.putRows(algorithm, groups);
    Renewal renewal =
        new Renewal.OfTokens(
            algorithm, newest.stream().map(Numbered::number).toList(), rows, stamp);
    return new Done(1, 0, commit(renewal) + rows(algorithm, groups), List.of());
  }

  private Done cover(DigestAlgorithm algorithm, long from, long to, List<Integer> renews)
      throws IOException, InterruptedException {
    NavigableMap<Long, StampedCheckpoint> stamped = proofs.stamped(from, to);
    List<LedgerEntry> entries = entries(from, to);
    List<Thing> things =
        LongStream.range(from, to)
            .parallel()
            .mapToObj(index -> {
              LedgerEntry entry = entries.get((int) (index - from));
              List<String> left = new ArrayList<>();
              List<Bytes> digests = digests(algorithm, entry, index, stamped, left);
              return new Thing(
                  renews.isEmpty() ? digests : renewed(algorithm, index, digests), left);
            })
            .toList();
    List<List<Bytes>> groups = things.stream().map(Thing::digests).toList();
    TimeStamp stamp = stamp(algorithm, groups);
    Sha256 rows = renewals.putRows(algorithm, groups);
    Renewal renewal =
        new Renewal.OfEntries(
            algorithm, from, to, List.copyOf(stamped.keySet()), renews, rows, stamp);
    long bytes = commit(renewal) + rows(algorithm, groups);
    return new Done(
        1, to - from, bytes, things.stream().flatMap(each -> each.left().stream()).toList());
  }

  private static long rows(DigestAlgorithm algorithm, List<List<Bytes>> groups) {
    return 2L * algorithm.size() * groups.size();
  }

  /**
   * An entry, by the digests of what evidence covers of it.
   *
   * @param left the key of its package, where that is not covered although it should be there
   */
  private record Thing(List<Bytes> digests, List<String> left) {}

  private List<LedgerEntry> entries(long from, long to) {
    List<LedgerEntry> entries = new ArrayList<>();
    while (from + entries.size() < to) {
      entries.addAll(ledger.entries(from + entries.size(), (int) (to - from) - entries.size()));
    }
    return entries;
  }

  private List<Bytes> digests(
      DigestAlgorithm algorithm,
      LedgerEntry entry,
      long index,
      NavigableMap<Long, StampedCheckpoint> stamped,
      List<String> left) {
    boolean kept = isKept(entry);
    boolean whole = kept && isWhole(entry);
    CoveredProof proof = proofs.covered(entry, index, stamped, whole);
    List<Bytes> digests = new ArrayList<>(List.of(algorithm.of(proof.format())));
    if (whole) {
      digests.add(digest(algorithm, entry));
    } else if (kept) {
      left.add(key(entry).format().value());
    }
    return digests;
  }

  private List<Bytes> renewed(DigestAlgorithm algorithm, long index, List<Bytes> digests) {
    return EvidenceVerifier.renewed(algorithm, digests, EvidenceRecord.der(renewals.chains(index)));
  }

  private boolean isKept(LedgerEntry entry) {
    return entry.type().isOfVersion()
        && ledger.entriesOf(entry.record()).stream()
            .noneMatch(each -> each.type() == EntryType.DISPOSED);
  }

  /** What is damaged already must not be given new evidence, nor what can't be read. */
  private boolean isWhole(LedgerEntry entry) {
    try {
      PackageBytes bytes = PackageBytes.of(objects, key(entry).format());
      return packages.verify(bytes, entry.digest(), Depth.DIGESTS).findings().isEmpty();
    } catch (StorageException | IOException e) {
      // One that can't be read holds nothing up; a store that does not answer does.
      LOG.warn("{} is left out of a renewal", key(entry).format(), e);
      objects.stat(ALWAYS_THERE);
      return false;
    }
  }

  private Bytes digest(DigestAlgorithm algorithm, LedgerEntry entry) {
    MessageDigest digest = algorithm.newDigest();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = objects.get(key(entry).format())) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    } catch (IOException e) {
      throw new StorageException("reading " + key(entry).format() + " failed", e);
    }
    return Bytes.of(digest.digest());
  }

  private static PackageKey key(LedgerEntry entry) {
    return PackageKey.of(entry.record(), entry.version(), entry.digest());
  }

  private TimeStamp stamp(DigestAlgorithm algorithm, List<List<Bytes>> groups)
      throws IOException, InterruptedException {
    Bytes root = new HashTree(algorithm, groups).root();
    TimeStampRequest request = TimeStampRequest.of(algorithm, root, nonces.get());
    TimeStamp stamp = request.token(authority.answer(request.der())).inDer();
    List<TimeStampFault> faults = stamps.verify(stamp);
    if (!faults.isEmpty()) {
      throw new IOException("the authority's time stamp does not hold: " + faults);
    }
    return stamp;
  }

  /** Returns how many bytes the renewal takes. */
  private long commit(Renewal renewal) throws IOException, InterruptedException {
    new Naming(ledger, renewals, clock).name(renewal);
    return renewal.format().size();
  }
}
