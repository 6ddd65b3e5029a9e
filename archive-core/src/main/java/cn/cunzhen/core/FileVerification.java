package cn.cunzhen.core;

import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.bag.PackageVerdict;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.copy.CopyVerifier;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.Lapses;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.proof.ProofVerifier;
import cn.cunzhen.core.proof.ProofZip;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.SealVerdict;
import cn.cunzhen.core.witness.TrustPolicy;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies packages, proofs and certified copies that lie in files: no archive is needed, and none
 * is asked.
 *
 * <p>What rests on a trust anchor or a key that is not at hand stays unknown.
 */
public final class FileVerification {
  private static final int LARGEST_PROOF = 16 << 20;

  private final PackageVerifier packages;
  private final ProofVerifier proofs;
  private final CopyVerifier copies;

  FileVerification(PackageVerifier packages, ProofVerifier proofs, CopyVerifier copies) {
    this.packages = packages;
    this.proofs = proofs;
    this.copies = copies;
  }

  /**
   * Verifies with what is at hand.
   *
   * @param anchors the archive's own; null where none are at hand
   * @param stampAnchors of time-stamp authorities outside, believed about time alone; null where
   *     none are at hand
   * @param key null where none is at hand
   * @param policy which witnesses are asked for; null where nobody asks
   * @param lapses which digests have lost their worth; null where nobody asks
   */
  public static FileVerification with(
      @Nullable Anchors anchors,
      @Nullable Anchors stampAnchors,
      @Nullable VerifierKey key,
      @Nullable TrustPolicy policy,
      @Nullable Lapses lapses) {
    return new FileVerification(
        new PackageVerifier(Anchors.all(anchors)),
        new ProofVerifier(anchors, stampAnchors, key, policy, lapses),
        new CopyVerifier(anchors, stampAnchors));
  }

  /** The checks without which nothing is known of a record. */
  private static final Set<Name> LEADING =
      EnumSet.of(Name.PACKAGE, Name.DIGESTS, Name.SEAL, Name.LEAF, Name.INCLUSION, Name.CHECKPOINT);

  /**
   * What was found.
   *
   * @param findings of a package: what exactly is wrong with it
   * @param record what a package or a proof says that it is about; null where it can't be read, and
   *     of a copy
   */
  public record Result(
      List<Check> checks, List<PackageFinding> findings, @Nullable ArchivalRecord record) {
    public Result {
      checks = List.copyOf(checks);
      findings = List.copyOf(findings);
    }

    /** Whether all holds that could be checked. */
    public boolean holds() {
      return checks.stream().noneMatch(check -> check.verdict() == Verdict.FAILS);
    }

    /** Whether a record can be believed by it: all that leads to the record holds. */
    public boolean vouches() {
      return holds()
          && checks.stream().anyMatch(check -> check.name() == Name.SEAL)
          && checks.stream()
              .filter(check -> LEADING.contains(check.name()))
              .allMatch(check -> check.verdict() == Verdict.HOLDS);
    }

    /** Whether everything could be checked. */
    public boolean isComplete() {
      return checks.stream().noneMatch(Check::isOpen);
    }

    /** Whether it has not even the form of a package, a proof or a copy: it may be any file. */
    public boolean isShapeless() {
      return record == null && checks.getFirst().verdict() == Verdict.FAILS;
    }
  }

  /**
   * Checks a file.
   *
   * @throws IllegalArgumentException if it is neither a package nor a proof bundle nor a PDF
   */
  public Result of(Path file) throws IOException {
    if (startsLikeACopy(file)) {
      return new Result(copies.verify(file), List.of(), null);
    }
    if (startsLikeAPackage(file)) {
      PackageVerdict verdict = packages.verify(PackageBytes.of(file), Depth.DIGESTS);
      return new Result(ofPackage(verdict), verdict.findings(), verdict.record());
    }
    ProofBundle bundle = bundle(file);
    return new Result(proofs.verify(bundle), List.of(), record(bundle));
  }

  private static @Nullable ArchivalRecord record(ProofBundle bundle) {
    try {
      return RecordJson.parse(bundle.record());
    } catch (IllegalArgumentException e) {
      return null; // the proof's own checks say so
    }
  }

  /** The digest by which records name files. */
  public static Sha256 digest(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }
    return new Sha256(Bytes.of(digest.digest()));
  }

  /**
   * The proof bundle in a file; nothing of it has been checked.
   *
   * @throws IllegalArgumentException if it holds none
   */
  public static ProofBundle bundle(Path file) throws IOException {
    if (ProofZip.is(file)) {
      return ProofZip.parse(file, LARGEST_PROOF);
    }
    if (Files.size(file) > LARGEST_PROOF) {
      throw new IllegalArgumentException("too large for a proof bundle");
    }
    return ProofBundle.parse(Bytes.of(Files.readAllBytes(file)));
  }

  /** Whether a file is to be read as a proof bundle. */
  public static boolean startsLikeAProof(Path file) throws IOException {
    return !startsLikeAPackage(file) && !startsLikeACopy(file);
  }

  private static boolean startsLikeAPackage(Path file) throws IOException {
    return beginning(file, 2).equals(Bytes.utf8("PK")) && !ProofZip.is(file);
  }

  private static boolean startsLikeACopy(Path file) throws IOException {
    return CopyVerifier.startsLikeACopy(beginning(file, 8));
  }

  private static Bytes beginning(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Bytes.of(in.readNBytes(most));
    }
  }

  List<Check> ofPackage(PackageVerdict verdict) {
    List<Check> checks = new ArrayList<>();
    boolean digests = true;
    boolean whole = true;
    for (PackageFinding finding : verdict.findings()) {
      boolean payload = finding.code().startsWith("package-payload");
      digests &= !payload;
      whole &= payload || finding instanceof PackageFinding.Unsealed;
    }
    checks.add(new Check(Name.PACKAGE, Verdict.of(whole)));
    checks.add(new Check(Name.DIGESTS, Verdict.of(digests && whole)));
    for (SealVerdict seal : verdict.seals()) {
      Name name =
          switch (seal.suite()) {
            case P256 -> Name.SEAL;
            case SM2 -> Name.SEAL_GM;
            case ML_DSA -> Name.SEAL_PQ;
          };
      checks.add(new Check(name, proofs.said(seal)));
    }
    return checks;
  }
}
