package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.Archive;
import cn.cunzhen.core.Gathering;
import cn.cunzhen.core.Proofs;
import cn.cunzhen.core.Remembering;
import cn.cunzhen.core.Renewing;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.evidence.Lapses;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.proof.ProofVerifier;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.TimeStampAuthority;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.witness.Cosignatures;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * An archive whose evidence is renewed, without serving it; the node whose data folder it is must
 * be down.
 */
public final class EvidenceWork implements AutoCloseable {
  private static final int NONCE = 16;

  private final Parts parts;
  private final Floors floors;
  private final Anchors anchors;
  private final TimeStampVerifier stamps;
  private final TimeStampAuthority authority;
  private final Proofs proofs;
  private final Renewals renewals;
  private final SecureRandom random;
  private final Clock clock;
  private final OutsideIssuers issuers;

  private EvidenceWork(
      Configuration configuration, Parts parts, Floors floors, SecureRandom random, Clock clock)
      throws IOException {
    this.parts = parts;
    this.floors = floors;
    this.random = random;
    this.clock = clock;
    this.issuers =
        parts.add(new OutsideIssuers(configuration.validationHosts(), OutsideIssuers.PATIENCE));
    this.anchors = TimeStamps.anchors(configuration, floors);
    this.stamps = new TimeStampVerifier(anchors);
    this.renewals = Renewals.of(floors.archive().ledger(), floors.store().objects());
    this.authority =
        configuration.stamps().authority() == null
            ? builtIn(floors.identity().keys())
            : parts.add(new OutsideAuthority(configuration.stamps().authority()));
    this.proofs =
        new Proofs(
            new ServedLog(
                floors.log(), floors.archive().ledger()::head, floors.identity().signer()),
            floors.archive().packages(),
            TimeStamps.stamps(floors),
            new Cosignatures(floors.store().heads(), "ledger"),
            renewals);
  }

  /** Opens an archive. */
  public static EvidenceWork open(Configuration configuration) throws IOException {
    SecureRandom random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    Parts parts = new Parts();
    try {
      Floors floors =
          Floors.open(
              configuration,
              parts,
              random,
              clock,
              unfit -> {
                throw unfit;
              });
      return new EvidenceWork(configuration, parts, floors, random, clock);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** By SM2 where there is such a key: what it signs rests on no digest of the ledger's. */
  private TimeStampAuthority builtIn(ArchiveKeys keys) {
    return new BuiltInAuthority(keys.timeStampsGm().orElse(keys.timeStamps()), clock, this::nonce);
  }

  private Bytes nonce() {
    return Floors.random(random, NONCE);
  }

  public Renewing renewing() {
    return new Renewing(
        floors.archive().ledger(),
        proofs,
        floors.store().objects(),
        new PackageVerifier(floors.identity().keys().anchors()),
        renewals,
        authority,
        stamps,
        this::nonce,
        clock);
  }

  /** What gathers certificates, and what their issuers say of them. */
  public Gathering gathering() {
    return new Gathering(
        floors.archive().ledger(),
        floors.archive().packages(),
        TimeStamps.stamps(floors),
        renewals,
        floors.store().objects(),
        anchors,
        remembering().lists(),
        issuers,
        clock);
  }

  /** What has the ledger remember which of the archive's own certificates were revoked. */
  public Remembering remembering() {
    return floors.remembering(clock);
  }

  public Archive archive() {
    return floors.archive();
  }

  /** The proof of a record's latest version, with its evidence where there is any. */
  public ProofBundle proof(RecordId record) {
    return proofs.of(floors.archive().find(record).orElseThrow());
  }

  /** What verifies its proofs, without asking it again. */
  public ProofVerifier verifier(@Nullable Lapses lapses) {
    return new ProofVerifier(
        floors.identity().keys().anchors(),
        anchors,
        floors.identity().signer().verifierKey(),
        null,
        lapses);
  }

  @Override
  public void close() {
    parts.close();
  }
}
