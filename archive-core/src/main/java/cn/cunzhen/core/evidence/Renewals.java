package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.History.Numbered;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.revocation.RevocationData;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.core.revocation.StatusAnswer;
import cn.cunzhen.core.seal.TimeStampFault;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All renewals of an archive, and the evidence records that they give. Any thread may use it.
 *
 * <p>The ledger says which there are, and in what order; an evidence record is put together when it
 * is asked for. What is damaged gives no evidence and hides none that came before; {@code audit}
 * names it.
 */
public final class Renewals {
  /** How many trees stay in memory: each takes about a megabyte. */
  private static final int TREES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

  private final Objects objects;
  private final Supplier<List<Sha256>> named;
  private final Cache<Sha256, HashTree> trees = Caffeine.newBuilder().maximumSize(TREES).build();
  private volatile History history = History.NONE;

  /**
   * @param named the digests of all renewals that the ledger names, in its order
   */
  Renewals(Objects objects, Supplier<List<Sha256>> named) {
    this.objects = objects;
    this.named = named;
  }

  /** The renewals that a ledger names. */
  public static Renewals of(Ledger ledger, Objects objects) {
    return new Renewals(
        objects,
        () -> ledger.entriesOf(RecordId.ARCHIVE).stream().map(Registered::digest).toList());
  }

  /** The digests of all that the ledger names, in its order. */
  List<Sha256> named() {
    return named.get();
  }

  /** What happened to a range of entries, as far as the ledger says. */
  public History history() {
    List<Sha256> digests = named();
    return digests.size() <= history.size() ? history : learn(digests);
  }

  private synchronized History learn(List<Sha256> digests) {
    History known = history;
    List<Optional<EvidenceObject>> more = new ArrayList<>();
    for (Sha256 digest : digests.subList(Math.min(known.size(), digests.size()), digests.size())) {
      more.add(readable(digest));
    }
    history = more.isEmpty() ? known : known.with(more);
    return history;
  }

  /** Stores what a tree is made of; returns its digest. */
  public Sha256 putRows(DigestAlgorithm algorithm, List<List<Bytes>> groups) {
    return put(Rows.format(algorithm, groups));
  }

  /** Stores what an entry is to name, which the ledger does not yet; returns its digest. */
  public Sha256 put(EvidenceObject object) {
    return put(object.format());
  }

  /** Stores what {@link ValidationData} name; returns its digest. */
  public Sha256 put(Bytes content) {
    Sha256 digest = Sha256.of(content);
    objects.put(key(digest), Content.of(content));
    return digest;
  }

  /** What was gathered to validate seals, the newest first; what is damaged is passed over. */
  public Stream<Validation> validations() {
    return history().validation().reversed().stream().flatMap(data -> readable(data).stream());
  }

  private Optional<Validation> readable(ValidationData data) {
    try {
      return Optional.of(validation(data));
    } catch (DamagedException e) {
      LOG.warn("what was gathered to validate seals is damaged", e);
      return Optional.empty();
    }
  }

  private Validation validation(ValidationData data) throws DamagedException {
    List<X509CertificateHolder> certificates = new ArrayList<>();
    for (Sha256 digest : data.certificates()) {
      certificates.add(parsed(digest, Renewals::certificate));
    }
    List<RevocationData> revocations = new ArrayList<>();
    for (Sha256 digest : data.lists()) {
      revocations.add(list(digest));
    }
    for (Sha256 digest : data.answers()) {
      revocations.add(parsed(digest, StatusAnswer::parse));
    }
    return new Validation(data.to(), certificates, revocations);
  }

  /** A revocation list that validation data name. */
  RevocationList list(Sha256 digest) throws DamagedException {
    return parsed(digest, RevocationList::parse);
  }

  private <T> T parsed(Sha256 digest, Function<Bytes, T> parser) throws DamagedException {
    Bytes content = read(digest);
    try {
      return parser.apply(content);
    } catch (IllegalArgumentException e) {
      throw new DamagedException(key(digest) + " is not what it is named as", e);
    }
  }

  private static X509CertificateHolder certificate(Bytes der) {
    try {
      return new X509CertificateHolder(der.toArray());
    } catch (IOException e) {
      throw new IllegalArgumentException("no certificate", e);
    }
  }

  /**
   * The evidence record over an entry and the package that it names, as far as both were covered: a
   * package that was not whole at that time was not. Empty where they never were.
   */
  public Optional<EvidenceRecord> of(long index) {
    List<List<ArchiveTimeStamp>> chains = chains(index, 2);
    return chains.isEmpty() ? Optional.empty() : Optional.of(EvidenceRecord.of(chains));
  }

  /** The chains of the evidence over an entry; none as long as it was not renewed. */
  public List<List<ArchiveTimeStamp>> chains(long index) {
    return chains(index, 1);
  }

  /** Those that cover so many digests of it. */
  private List<List<ArchiveTimeStamp>> chains(long index, int members) {
    List<List<ArchiveTimeStamp>> chains = new ArrayList<>();
    int before = 0;
    for (Numbered each : history().of(index)) {
      Optional<HashTree> tree = tree(each.renewal());
      if (tree.isEmpty() || members(tree.get(), each.renewal(), index) < members) {
        break;
      }
      switch (each.renewal()) {
        case Renewal.OfEntries entries -> {
          List<ArchiveTimeStamp> chain = new ArrayList<>();
          chain.add(stamp(entries, tree.get(), (int) (index - entries.from())));
          chains.add(chain);
        }
        case Renewal.OfTokens tokens ->
            chains.getLast().add(stamp(tokens, tree.get(), tokens.renews().indexOf(before)));
      }
      before = each.number();
    }
    return chains;
  }

  /** How many digests of an entry's own a renewal covers; a token's is all that there is of it. */
  private static int members(HashTree tree, Renewal renewal, long index) {
    return switch (renewal) {
      case Renewal.OfEntries entries -> tree.members((int) (index - entries.from()));
      case Renewal.OfTokens _ -> Integer.MAX_VALUE;
    };
  }

  /** Whether all that was renewed of an entry covers the package that it names, too. */
  public boolean coversPackage(long index) {
    return history().of(index).stream()
        .map(Numbered::renewal)
        .allMatch(
            renewal -> tree(renewal).filter(tree -> members(tree, renewal, index) > 1).isPresent());
  }

  /** The keys of what is missing or damaged of the evidence over an entry. */
  public List<String> lost(long index) {
    return history().of(index).stream()
        .map(Numbered::renewal)
        .filter(renewal -> tree(renewal).isEmpty())
        .map(renewal -> key(renewal.rows()).value())
        .toList();
  }

  /** The keys of the renewals themselves that are missing or damaged. */
  public List<String> unreadable() {
    List<Sha256> all = named.get();
    return history().unreadable().stream().map(number -> key(all.get(number - 1)).value()).toList();
  }

  private static ArchiveTimeStamp stamp(Renewal renewal, HashTree tree, int place) {
    return new ArchiveTimeStamp(renewal.algorithm(), tree.reduced(place), renewal.stamp());
  }

  private Optional<HashTree> tree(Renewal renewal) {
    HashTree known = trees.getIfPresent(renewal.rows());
    if (known != null) {
      return Optional.of(known);
    }
    try {
      HashTree made = made(renewal);
      trees.put(renewal.rows(), made);
      return Optional.of(made);
    } catch (DamagedException e) {
      LOG.warn("what a renewal's tree was made of is damaged", e);
      return Optional.empty();
    }
  }

  /**
   * Reads again what the ledger names as a renewal.
   *
   * @param read told how many bytes were
   * @return what is wrong with it; empty where nothing is
   */
  public Optional<String> check(Sha256 digest, TimeStampVerifier stamps, LongConsumer read) {
    try {
      return switch (object(digest)) {
        case Renewal renewal -> {
          read.accept(renewal.format().size());
          HashTree tree = made(renewal);
          read.accept((long) tree.groups() * Rows.width(renewal.algorithm()));
          List<TimeStampFault> faults = stamps.verify(renewal.stamp());
          yield faults.isEmpty() ? Optional.empty() : Optional.of("its token: " + faults);
        }
        case ValidationData data -> {
          Validation validation = validation(data);
          read.accept(data.format().size() + validation.size());
          yield validation.fault();
        }
      };
    } catch (DamagedException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private HashTree made(Renewal renewal) throws DamagedException {
    HashTree tree;
    try {
      tree =
          new HashTree(renewal.algorithm(), Rows.parse(renewal.algorithm(), read(renewal.rows())));
    } catch (IllegalArgumentException e) {
      throw new DamagedException(key(renewal.rows()) + " is damaged", e);
    }
    if (!renewal.stamp().covers(renewal.algorithm(), tree.root())) {
      throw new DamagedException("a token is over another tree than " + key(renewal.rows()), null);
    }
    return tree;
  }

  private Optional<EvidenceObject> readable(Sha256 digest) {
    try {
      return Optional.of(object(digest));
    } catch (DamagedException e) {
      LOG.warn("a renewal is damaged", e);
      return Optional.empty();
    }
  }

  /** What an entry names. */
  EvidenceObject object(Sha256 digest) throws DamagedException {
    try {
      return EvidenceObject.parse(read(digest));
    } catch (IllegalArgumentException e) {
      throw new DamagedException(key(digest) + " is damaged", e);
    }
  }

  private Bytes read(Sha256 digest) throws DamagedException {
    try (InputStream in = objects.get(key(digest))) {
      Bytes content = Bytes.of(in.readAllBytes());
      if (!Sha256.of(content).equals(digest)) {
        throw new DamagedException(key(digest) + " is damaged", null);
      }
      return content;
    } catch (StorageException.Missing e) {
      throw new DamagedException(key(digest) + " is missing", e);
    } catch (IOException e) {
      throw new StorageException("reading " + key(digest) + " failed", e);
    }
  }

  private static ObjectKey key(Sha256 digest) {
    return ObjectKey.of("evidence/" + digest.hex());
  }

  /** What is stored is not what the ledger names. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedException(String message, @Nullable Exception cause) {
      super(message, cause);
    }
  }
}
