package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.Remembering;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.ledger.Citations;
import cn.cunzhen.core.ledger.Genesis;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.revocation.ListMemory;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.revocation.Revocation;
import cn.cunzhen.core.revocation.RevocationReason;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.KeyFile;
import cn.cunzhen.indexer.register.LuceneRegister;
import cn.cunzhen.storage.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of an archive and the lists of those that were revoked, whether nodes serve it
 * just now or not.
 *
 * <p>While a node holds the data folder the ledger can't be asked from here: then the list in the
 * store is what is known, and the node has the ledger name what was revoked on it.
 */
public final class KeyDesk implements AutoCloseable {
  private final Parts parts;
  private final ArchiveKeys keys;
  private final OwnLists lists;
  private final @Nullable Remembering remembering;
  private final boolean served;

  private KeyDesk(
      Parts parts,
      ArchiveKeys keys,
      OwnLists lists,
      @Nullable Remembering remembering,
      boolean served) {
    this.parts = parts;
    this.keys = keys;
    this.lists = lists;
    this.remembering = remembering;
    this.served = served;
  }

  /**
   * Opens it; the keys must be there.
   *
   * @throws IOException if they can't be read
   */
  public static KeyDesk open(Configuration configuration) throws IOException {
    Clock clock = Clock.systemUTC();
    ArchiveKeys keys = keyFile(configuration).load(clock);
    Parts parts = new Parts();
    try {
      return open(configuration, keys, parts, clock);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static KeyDesk open(
      Configuration configuration, ArchiveKeys keys, Parts parts, Clock clock) throws IOException {
    Store store = parts.add(Stores.open(configuration));
    boolean served = false;
    if (Genesis.exists(store.heads())) {
      try {
        NodeFolder folder = parts.add(NodeFolder.open(configuration.data()));
        Ledger ledger = ledger(folder, store, keys, parts, clock);
        Remembering remembering =
            new Remembering(
                ledger, Renewals.of(ledger, store.objects()), store.heads(), keys, clock);
        return new KeyDesk(parts, keys, remembering.lists(), remembering, false);
      } catch (FolderInUseException e) {
        served = true;
      }
    }
    OwnLists lists = new OwnLists(store.heads(), keys.issuers(), ListMemory.NONE, clock);
    return new KeyDesk(parts, keys, lists, null, served);
  }

  private static Ledger ledger(
      NodeFolder folder, Store store, ArchiveKeys keys, Parts parts, Clock clock)
      throws IOException {
    Identity identity = Identity.of(keys);
    AppendLog log =
        new AppendLog(
            store, "ledger", identity.origin(), identity.commitKey(), folder.seenHeads(), clock);
    LuceneRegister register =
        parts.add(LuceneRegister.open(folder.register(), identity.genesis().digest()));
    return parts.add(
        new Ledger(
            log,
            identity.genesis().digest(),
            register,
            new NothingRead(),
            clock,
            unfit -> {
              throw unfit;
            }));
  }

  /** No disposal is judged here, and nothing else asks who cites whom. */
  private record NothingRead() implements Citations {
    @Override
    public long reached() {
      return 0;
    }

    @Override
    public boolean keptRecordCites(RecordId cited) {
      return true;
    }
  }

  /**
   * Puts new keys in place of those of these names, in the key file alone; see {@link
   * KeyFile#renew}.
   *
   * @return where the file with the keys before is kept
   */
  public static Path renew(Configuration configuration, List<String> names) throws IOException {
    return keyFile(configuration)
        .renew(names, new SecureRandom(), Clock.systemUTC(), configuration.copies().address());
  }

  private static KeyFile keyFile(Configuration configuration) {
    return new KeyFile(configuration.keys(), configuration.keysPasswordFile());
  }

  public ArchiveKeys keys() {
    return keys;
  }

  public OwnLists lists() {
    return lists;
  }

  /** What became of the wish to revoke a certificate. */
  public sealed interface Outcome {
    /**
     * It is on its list.
     *
     * @param revocation since when, and why: perhaps what was said of it before
     */
    record Revoked(Revocation revocation) implements Outcome {}

    /** It was issued by an authority outside. */
    record IssuedByOthers() implements Outcome {}

    /** The store has no list, and nobody can say here whom it named: a node has to restore it. */
    record ListMissing() implements Outcome {}
  }

  /** Revokes a certificate of this archive's, from now on and for good. */
  public Outcome revoke(X509CertificateHolder certificate, RevocationReason reason) {
    if (!lists.isIssuerOf(certificate)) {
      return new Outcome.IssuedByOthers();
    }
    if (served && lists.of(certificate).isEmpty()) {
      return new Outcome.ListMissing();
    }
    return lists
        .revoke(certificate, reason)
        .revocation(certificate)
        .map(Outcome.Revoked::new)
        .orElseThrow();
  }

  /**
   * Has the ledger name what was revoked, if it does not yet.
   *
   * @return whether it does now; if not, the node that serves sees to it
   * @throws IOException if the ledger takes no entry
   */
  public boolean remember() throws IOException, InterruptedException {
    if (remembering != null) {
      remembering.remember();
    }
    return remembering != null;
  }

  @Override
  public void close() {
    parts.close();
  }
}
