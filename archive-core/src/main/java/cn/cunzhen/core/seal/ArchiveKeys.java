package cn.cunzhen.core.seal;

import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.storage.Bytes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an archive, looked at and found fit. Their text form says nothing of them.
 *
 * <p>The nodes of one store share them; see {@link KeyFile}.
 */
public final class ArchiveKeys {
  private final SigningKey seal;
  private final SigningKey sealGm;
  private final @Nullable SigningKey sealPq;
  private final SigningKey timeStamps;
  private final @Nullable SigningKey timeStampsGm;
  private final Bytes logSeed;
  private final Bytes commitSeed;
  private final Bytes idSecret;
  private final Anchors anchors;
  private final List<SigningKey> issuers;
  private final List<X509CertificateHolder> former;

  ArchiveKeys(
      SigningKey seal,
      SigningKey sealGm,
      @Nullable SigningKey sealPq,
      SigningKey timeStamps,
      @Nullable SigningKey timeStampsGm,
      Bytes logSeed,
      Bytes commitSeed,
      Bytes idSecret,
      Anchors anchors,
      List<SigningKey> issuers,
      List<X509CertificateHolder> former) {
    this.seal = seal;
    this.sealGm = sealGm;
    this.sealPq = sealPq;
    this.timeStamps = timeStamps;
    this.timeStampsGm = timeStampsGm;
    this.logSeed = logSeed;
    this.commitSeed = commitSeed;
    this.idSecret = idSecret;
    this.anchors = anchors;
    this.issuers = List.copyOf(issuers);
    this.former = List.copyOf(former);
  }

  /** New keys that are nowhere kept, with a certification authority of their own. */
  public static ArchiveKeys create(SecureRandom random, Clock clock) {
    return create(random, clock, false);
  }

  /** The same, with keys of ML-DSA too. */
  public static ArchiveKeys createPostQuantum(SecureRandom random, Clock clock) {
    return create(random, clock, true);
  }

  private static ArchiveKeys create(SecureRandom random, Clock clock, boolean postQuantum) {
    KeyRing ring = KeyMaker.make(random, clock.instant(), null, postQuantum);
    return KeyRingReader.read(ring, clock.instant());
  }

  /**
   * Seals in these suites; P256 comes first.
   *
   * @throws UnfitKeysException where there is no key for one of them
   */
  public Sealer sealer(Collection<SealSuite> suites) {
    return new Sealer(suites.stream().distinct().sorted().map(this::seal).toList());
  }

  /** Seals documents that hold their seals, on P-256. */
  public DocumentSealer documentSealer(TimeStamper stamper) {
    return new DocumentSealer(seal, stamper);
  }

  SigningKey seal(SealSuite suite) {
    SigningKey key =
        switch (suite) {
          case P256 -> seal;
          case SM2 -> sealGm;
          case ML_DSA -> sealPq;
        };
    if (key == null) {
      throw new UnfitKeysException(
          List.of(new KeyFault(KeyName.SEAL_PQ.alias(), KeyFault.Kind.MISSING)));
    }
    return key;
  }

  /** The key of time stamps, whose certificate allows nothing else (RFC 3161 §2.3). */
  public SigningKey timeStamps() {
    return timeStamps;
  }

  /**
   * The SM2 key of time stamps, which rests on no digest that the ledger rests on; empty in the
   * keys of an archive that was made without one.
   */
  public Optional<SigningKey> timeStampsGm() {
    return Optional.ofNullable(timeStampsGm);
  }

  /** The Ed25519 seed that checkpoints are signed with: 32 bytes (RFC 8032 §5.1.5). */
  public Bytes logSeed() {
    return logSeed;
  }

  /** The Ed25519 seed that the ledger's head is signed with: 32 bytes. */
  public Bytes commitSeed() {
    return commitSeed;
  }

  /** The key of record ids. */
  public IdKey idKey() {
    return new IdKey(idSecret);
  }

  /** How long each certificate lasts that this archive signs with; roots stand in the anchors. */
  public List<CertificateTerm> terms() {
    return Stream.of(
            terms(CertificateTerm.Use.SEAL, seal),
            terms(CertificateTerm.Use.SEAL_GM, sealGm),
            Stream.ofNullable(sealPq).flatMap(key -> terms(CertificateTerm.Use.SEAL_PQ, key)),
            terms(CertificateTerm.Use.TIME_STAMPS, timeStamps),
            timeStampsGm().stream().flatMap(key -> terms(CertificateTerm.Use.TIME_STAMPS, key)))
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  private static Stream<CertificateTerm> terms(CertificateTerm.Use use, SigningKey key) {
    return Stream.concat(
        Stream.of(CertificateTerm.of(use, key.certificate())),
        key.chain().stream()
            .skip(1)
            .map(issuer -> CertificateTerm.of(CertificateTerm.Use.ISSUER, issuer)));
  }

  /**
   * The built-in certification authority's keys, each with its root; none where others have
   * certified this archive's keys.
   */
  public List<SigningKey> issuers() {
    return issuers;
  }

  /** The certificates that this archive signs with, by the alias of each in the key file. */
  public Map<String, X509CertificateHolder> certificates() {
    Map<String, X509CertificateHolder> all = new LinkedHashMap<>();
    all.put(KeyName.SEAL.alias(), seal.certificate());
    all.put(KeyName.SEAL_GM.alias(), sealGm.certificate());
    if (sealPq != null) {
      all.put(KeyName.SEAL_PQ.alias(), sealPq.certificate());
    }
    all.put(KeyName.TSA.alias(), timeStamps.certificate());
    timeStampsGm().ifPresent(key -> all.put(KeyName.TSA_GM.alias(), key.certificate()));
    return all;
  }

  /** The certificates of keys that were renewed since; what they signed may still be believed. */
  public List<X509CertificateHolder> former() {
    return former;
  }

  /** The roots that seals and time stamps lead to. */
  public Anchors anchors() {
    return anchors;
  }

  @Override
  public String toString() {
    return "archive keys";
  }
}
