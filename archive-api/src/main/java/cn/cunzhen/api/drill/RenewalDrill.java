package cn.cunzhen.api.drill;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.config.Setting;
import cn.cunzhen.api.node.EvidenceWork;
import cn.cunzhen.api.node.Inspection;
import cn.cunzhen.api.node.Node;
import cn.cunzhen.core.Renewing;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.Lapses;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.proof.ProofVerifier;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lets SHA-256, and then SHA-512, lose its worth on an archive made for it, and renews its evidence
 * before each time.
 *
 * <p>No package may change, every proof that was given away before must hold as it is, and once a
 * digest is worth nothing only renewed proofs may convince.
 */
public final class RenewalDrill implements AutoCloseable {
  private final Path folder;
  private final Consumer<Step> told;
  private final Map<DigestAlgorithm, Instant> lapsed = new EnumMap<>(DigestAlgorithm.class);

  private RenewalDrill(Path folder, Consumer<Step> told) {
    this.folder = folder;
    this.told = told;
  }

  /** What is done, in order. */
  public enum Deed {
    ARCHIVE,
    KEEP_PROOFS,
    RENEW_SHA512,
    RENEW_TOKENS,
    SHA256_BROKEN,
    RENEW_SM3,
    SHA512_BROKEN,
    OLD_PROOFS,
    PACKAGES,
    AUDIT
  }

  /**
   * A step of the drill.
   *
   * @param right how many records were as they should be after it
   * @param bytes how many were put into the store
   */
  public record Step(Deed deed, long right, long bytes, Duration time) {}

  /**
   * Does it all.
   *
   * @param parent where a folder is made for it, and removed again
   * @param records how many the archive has
   * @param told of each step
   */
  public static void run(Path parent, int records, Consumer<Step> told) throws Exception {
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent.toAbsolutePath(), "drill-");
    try (RenewalDrill drill = new RenewalDrill(folder, told)) {
      drill.run(records);
    }
  }

  private void run(int records) throws Exception {
    List<RecordId> ids = time(Deed.ARCHIVE, () -> fill(records), List::size, _ -> 0L);
    Map<Path, String> packages = packages();
    try (EvidenceWork work = EvidenceWork.open(configuration())) {
      Map<RecordId, Sha256> old =
          time(Deed.KEEP_PROOFS, () -> proofs(work, ids), Map::size, _ -> 0L);
      renew(work, Deed.RENEW_SHA512, DigestAlgorithm.SHA512);
      time(
          Deed.RENEW_TOKENS,
          () -> work.renewing().renewTokens(),
          Renewing.Done::renewals,
          Renewing.Done::bytes);
      lose(work, Deed.SHA256_BROKEN, DigestAlgorithm.SHA256, ids);
      renew(work, Deed.RENEW_SM3, DigestAlgorithm.SM3);
      lose(work, Deed.SHA512_BROKEN, DigestAlgorithm.SHA512, ids);
      time(Deed.OLD_PROOFS, () -> unchanged(work, old), right -> right, _ -> 0L);
    }
    time(Deed.PACKAGES, () -> same(packages, packages()), right -> right, _ -> 0L);
    time(
        Deed.AUDIT,
        () -> Inspection.audit(configuration(), _ -> {}),
        report -> report.clean() ? report.whole() : 0,
        _ -> 0L);
  }

  private void renew(EvidenceWork work, Deed deed, DigestAlgorithm algorithm) throws Exception {
    time(
        deed,
        () -> work.renewing().renewEntries(algorithm, Renewing.Lost.LEFT, _ -> {}),
        done -> done.left().isEmpty() ? done.entries() : 0,
        Renewing.Done::bytes);
  }

  /** From now on a digest is worth nothing: renewed proofs convince, and what is older does not. */
  private void lose(EvidenceWork work, Deed deed, DigestAlgorithm algorithm, List<RecordId> ids)
      throws Exception {
    Instant now = Clock.systemUTC().instant();
    lapsed.put(algorithm, now);
    ProofVerifier verifier = work.verifier(new Lapses(lapsed, now));
    time(
        deed,
        () ->
            ids.parallelStream()
                .map(work::proof)
                .filter(
                    proof -> convinces(verifier, proof) && !convinces(verifier, proof.with(null)))
                .count(),
        right -> right,
        _ -> 0L);
  }

  private static boolean convinces(ProofVerifier verifier, ProofBundle proof) {
    return verifier.verify(proof).stream().allMatch(check -> check.verdict() == Verdict.HOLDS);
  }

  /** The proofs as they are given away, by their digests. */
  private static Map<RecordId, Sha256> proofs(EvidenceWork work, List<RecordId> ids) {
    Map<RecordId, Sha256> proofs = new HashMap<>();
    ids.forEach(id -> proofs.put(id, digest(work.proof(id))));
    return proofs;
  }

  private static Sha256 digest(ProofBundle proof) {
    return Sha256.of(Bytes.utf8(proof.with(null).json().toString()));
  }

  /** To whom every digest is still worth what it was, they hold as they did. */
  private static long unchanged(EvidenceWork work, Map<RecordId, Sha256> old) {
    ProofVerifier verifier = work.verifier(null);
    return old.entrySet().parallelStream()
        .filter(each -> {
          ProofBundle proof = work.proof(each.getKey()).with(null);
          return digest(proof).equals(each.getValue()) && convinces(verifier, proof);
        })
        .count();
  }

  private <T> T time(
      Deed deed, Callable<T> work, Function<T, Number> right, Function<T, Number> bytes)
      throws Exception {
    long began = System.nanoTime();
    T done = work.call();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    told.accept(new Step(deed, right.apply(done).longValue(), bytes.apply(done).longValue(), took));
    return done;
  }

  private List<RecordId> fill(int records) throws Exception {
    try (Node node =
        Node.start(
            configuration(),
            unfit -> {
              throw unfit;
            })) {
      List<RecordId> ids = SmallRecords.deposit(node.archive(), records);
      TamperDrill.await(() -> node.attested() == records);
      return ids;
    }
  }

  /** Every package by its size and its time: a store never writes into one. */
  private Map<Path, String> packages() throws IOException {
    Map<Path, String> packages = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("data/store/objects/records"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        packages.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return packages;
  }

  private static long same(Map<Path, String> before, Map<Path, String> after) {
    return before.equals(after) ? before.size() : 0;
  }

  private Configuration configuration() {
    Map<String, String> settings = new HashMap<>();
    settings.put(Setting.DATA.variable(), folder.resolve("data").toString());
    settings.put(Setting.HTTP_PORT.variable(), "0");
    settings.put(Setting.TEXT_PROCESSES.variable(), "0");
    settings.put(Setting.STAMP_SECONDS.variable(), "1");
    return Configuration.load(Optional.empty(), settings);
  }

  @Override
  public void close() throws IOException {
    Site.delete(folder);
  }
}
