package cn.cunzhen.api.node;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.ledger.Genesis;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.NoteSigner;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.KeyFile;
import cn.cunzhen.core.tally.Tally;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Who an archive is: its keys, and the names that follow from them. */
record Identity(ArchiveKeys keys, NoteSigner signer, CommitKey commitKey) {
  /** So many characters of the log key's digest make an origin unique. */
  private static final int UNIQUE = 16;

  /**
   * Loads the keys; on a store that belongs to nobody yet, makes them.
   *
   * @param address by which people reach the archive; null where nobody knows
   * @param postQuantum whether new keys include some of ML-DSA
   * @throws StorageException.Unfit if the store belongs to an archive and its keys are not here
   */
  static Identity of(
      KeyFile file,
      Heads heads,
      SecureRandom random,
      Clock clock,
      @Nullable URI address,
      boolean postQuantum)
      throws IOException {
    if (!file.exists() && Genesis.exists(heads)) {
      throw new StorageException.Unfit(
          "the store belongs to an archive whose keys are not in "
              + file
              + "; give this node that archive's key file (ARCHIVE_KEYS)");
    }
    return of(file.exists() ? file.load(clock) : file.create(random, clock, address, postQuantum));
  }

  static Identity of(ArchiveKeys keys) {
    NoteSigner unnamed = Ed25519Signer.of(new KeyName("cunzhen"), keys.logSeed());
    String unique = Sha256.of(unnamed.verifierKey().publicKey()).hex().substring(0, UNIQUE);
    return new Identity(
        keys,
        Ed25519Signer.of(new KeyName("cunzhen.archive/" + unique), keys.logSeed()),
        new CommitKey(keys.commitSeed()));
  }

  /** The ledger's name: the first line of its checkpoints. */
  Origin origin() {
    return new Origin(signer.verifierKey().name().value());
  }

  /** The name of a node's access ledger. */
  Origin accessOrigin(String node) {
    return new Origin(origin().value() + "/access/" + node);
  }

  /** Signs the checkpoints of a node's access ledger. */
  NoteSigner accessSigner(String node) {
    return Ed25519Signer.of(new KeyName(accessOrigin(node).value()), keys.logSeed());
  }

  /** Signs the statements of tallies. */
  NoteSigner tallySigner() {
    return Ed25519Signer.of(Tally.keyName(origin()), keys.logSeed());
  }

  Genesis genesis() {
    return new Genesis(origin(), signer.verifierKey(), keys.anchors().digests());
  }
}
