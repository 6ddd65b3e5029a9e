package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Measured.Compared;
import cn.cunzhen.api.bench.Measured.Single;
import cn.cunzhen.api.bench.Measured.Yardstick;
import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.node.EvidenceWork;
import cn.cunzhen.api.node.Inspection;
import cn.cunzhen.core.Renewing;
import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Digester;
import cn.cunzhen.core.digest.Digests;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.proof.ProofVerifier;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.SealVerifier;
import cn.cunzhen.core.seal.Sealer;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a proof costs: its parts beside the whole intake, a proof's bytes, verifying one record, and
 * auditing a whole archive beside reading and hashing the same bytes.
 */
final class Proving {
  private static final int SUBMITTERS = 8;

  /** How often a node has a checkpoint stamped where nothing else is said. */
  private static final double STAMPS_APART = 10;

  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Bench.Setting setting;
  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();
  private final Queue<RecordId> records = new ConcurrentLinkedQueue<>();
  private final List<Measured> measured = new ArrayList<>();

  Proving(Bench.Setting setting) {
    this.setting = setting;
  }

  List<Measured> measure() throws Exception {
    Path folder = setting.folder("proving");
    setting.says("intake, to see what part of it the proof is");
    Figures intake = intake(folder);
    measured.add(new Compared("intake, 8 submitters, with SM3 and SM2", intake, List.of()));
    Configuration configuration = ArchiveUnderTest.configuration(folder, true, 0);
    try (EvidenceWork work = EvidenceWork.open(configuration)) {
      setting.says("the parts of a proof");
      List<ProofBundle> proofs = records.stream().map(work::proof).toList();
      double all = parts(proofs.getFirst(), intake);
      single("proof in all", all, "ms of processor time", 1.0);
      single("proof in all, of the whole intake", all / intake.cpuMillis(), "parts of 1", null);
      evidence(work);
      bundles(work);
    }
    setting.says("audit, beside reading and hashing");
    measured.add(audit(configuration, folder));
    return measured;
  }

  private void single(String what, double value, String unit, @Nullable Double atMost) {
    measured.add(new Single(what, value, unit, atMost));
  }

  private Figures intake(Path folder) throws Exception {
    try (Client client = new Client();
        ArchiveUnderTest archive =
            ArchiveUnderTest.start(folder, true, 0, client, setting.workload())) {
      Lane submit =
          Lane.of(
              "archive",
              () -> records.add(new RecordId(archive.submit().path("recordId").asText())));
      Load.warmUp(List.of(submit), SUBMITTERS, setting.warmUp());
      Figures figures =
          Load.compare(List.of(submit), SUBMITTERS, setting.time(), setting.rounds()).getFirst();
      while (archive.node().attested() < archive.node().archive().ledger().size()) {
        LockSupport.parkNanos(GLANCE.toNanos());
      }
      return figures;
    }
  }

  /** Processor time in milliseconds. */
  private Figures alone(String what, Lane.Work work) throws Exception {
    Lane lane = Lane.of(what, work);
    Load.warmUp(List.of(lane), 1, setting.time());
    return Load.compare(List.of(lane), 1, setting.time(), setting.rounds()).getFirst();
  }

  /** Seals, entry and time stamp of one record. */
  private double parts(ProofBundle proof, Figures intake) throws Exception {
    ArchiveKeys keys = ArchiveKeys.createPostQuantum(random, clock);
    SealVerifier seals = new SealVerifier(keys.anchors());
    double all = 0;
    for (SealSuite suite : SealSuite.values()) {
      Sealer sealer = keys.sealer(Set.of(suite));
      double seal =
          alone(
                  "seal " + suite,
                  () -> {
                    Seal made = sealer.seal(proof.record(), clock.instant()).getFirst();
                    require(seals.verify(made, proof.record()).holds());
                  })
              .cpuMillis();
      single("seal by " + suite + ", made and verified", seal, "ms of processor time", null);
      if (suite != SealSuite.ML_DSA) { // which is not made unless somebody asks for it
        all += seal;
      }
    }
    LedgerEntry entry = LedgerEntry.parse(proof.leaf());
    double leaf = alone("entry", () -> new TreeHash().leaf(entry.format())).cpuMillis();
    single("entry of the ledger, written and hashed", leaf, "ms of processor time", null);
    BuiltInAuthority authority = new BuiltInAuthority(keys.timeStamps(), clock, this::nonce);
    double token =
        alone(
                "time stamp",
                () -> {
                  Bytes digest = DigestAlgorithm.SHA256.of(proof.record());
                  TimeStampRequest request =
                      TimeStampRequest.of(DigestAlgorithm.SHA256, digest, nonce());
                  require(
                      new TimeStampVerifier(keys.anchors())
                          .verify(request.token(authority.answer(request.der())))
                          .isEmpty());
                })
            .cpuMillis();
    double share = token / (intake.perSecond() * STAMPS_APART);
    single("time stamp, of each record that it covers", share, "ms of processor time", null);
    return all + leaf + share;
  }

  private void evidence(EvidenceWork work) throws Exception {
    Figures renewed =
        Load.run(
            Lane.of("evidence", () -> require(once(work) >= records.size())), 1, Duration.ZERO);
    double each = renewed.cpuMillis() / records.size();
    single(
        "evidence by SHA-512, its package verified and read again",
        each,
        "ms of processor time",
        null);
  }

  private static long once(EvidenceWork work) throws Exception {
    return work.renewing()
        .renewEntries(DigestAlgorithm.SHA512, Renewing.Lost.LEFT, _ -> {})
        .entries();
  }

  private void bundles(EvidenceWork work) throws Exception {
    List<ProofBundle> renewed = records.stream().map(work::proof).toList();
    double bytes = renewed.stream().mapToInt(Proving::size).average().orElseThrow();
    double before =
        renewed.stream().mapToInt(proof -> size(proof.with(null))).average().orElseThrow();
    single("a proof", before / 1024, "KiB", 20.0);
    single("a proof that was renewed", bytes / 1024, "KiB", 20.0);
    ProofVerifier verifier = work.verifier(null);
    Figures verified =
        alone(
            "verification",
            () -> {
              int any = ThreadLocalRandom.current().nextInt(renewed.size());
              require(
                  verifier.verify(renewed.get(any)).stream()
                      .allMatch(check -> check.verdict() == Check.Verdict.HOLDS));
            });
    single("verifying a renewed proof, at p99", verified.p99(), "ms", 100.0);
  }

  private static int size(ProofBundle proof) {
    return proof.json().toString().length();
  }

  private Compared audit(Configuration configuration, Path folder) throws Exception {
    long began = System.nanoTime();
    Audit.Report report = Inspection.audit(configuration, _ -> {});
    double audited = records.size() * 1e9 / (System.nanoTime() - began);
    require(report.clean() && report.whole() >= records.size());
    long from = System.nanoTime();
    long packages = readAndHash(folder.resolve("store/objects/records"));
    double read = packages * 1e9 / (System.nanoTime() - from);
    return new Compared(
        "audit of " + packages + " packages",
        new Figures(audited, Double.NaN, Double.NaN, Double.NaN),
        List.of(
            new Yardstick(
                "read, SHA-256 and SM3",
                new Figures(read, Double.NaN, Double.NaN, Double.NaN),
                0.8)));
  }

  private static long readAndHash(Path folder) throws IOException {
    long packages = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        try (InputStream in = Files.newInputStream(file)) {
          Digests digests = Digester.of(in, true);
          require(digests.size() > 0);
        }
        packages++;
      }
    }
    return packages;
  }

  private Bytes nonce() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static void require(boolean right) {
    if (!right) {
      throw new IllegalStateException("what was measured did not come out right");
    }
  }
}
