package cn.cunzhen.core;

import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.bag.PackageVerdict;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.proof.ProofVerifier;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.SealVerdict;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Verifies records that the archive holds, and packages and proofs that anyone hands in. */
public final class Verification {
  private static final int LARGEST_PROOF = 16 << 20;

  private final Objects objects;
  private final Proofs proofs;
  private final PackageVerifier packages;
  private final ProofVerifier verifier;

  public Verification(
      Objects objects, Proofs proofs, PackageVerifier packages, ProofVerifier verifier) {
    this.objects = objects;
    this.proofs = proofs;
    this.packages = packages;
    this.verifier = verifier;
  }

  /** Reads the whole package of a record again, and checks it and its proof. */
  public List<Check> of(Holding holding) throws IOException {
    PackageKey key =
        PackageKey.of(holding.record().id(), holding.entry().version(), holding.entry().digest());
    PackageVerdict verdict =
        packages.verify(
            PackageBytes.of(objects, key.format()), holding.entry().digest(), Depth.DIGESTS);
    List<Check> checks = new ArrayList<>(ofPackage(verdict));
    verifier.verify(proofs.of(holding)).stream()
        .filter(check -> check.name() != Name.SEAL)
        .forEach(checks::add);
    return checks;
  }

  /**
   * Checks what somebody hands in.
   *
   * @throws IllegalArgumentException if it is neither a package nor a proof bundle
   */
  public List<Check> of(Path file) throws IOException {
    if (startsLikeAPackage(file)) {
      return ofPackage(packages.verify(PackageBytes.of(file), Depth.DIGESTS));
    }
    if (Files.size(file) > LARGEST_PROOF) {
      throw new IllegalArgumentException("too large for a proof bundle");
    }
    return verifier.verify(ProofBundle.parse(Bytes.of(Files.readAllBytes(file))));
  }

  private static boolean startsLikeAPackage(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Bytes.of(in.readNBytes(2)).equals(Bytes.utf8("PK"));
    }
  }

  private static List<Check> ofPackage(PackageVerdict verdict) {
    List<Check> checks = new ArrayList<>();
    boolean digests = true;
    boolean whole = true;
    for (PackageFinding finding : verdict.findings()) {
      boolean payload = finding.code().startsWith("package-payload");
      digests &= !payload;
      whole &= payload || finding instanceof PackageFinding.Unsealed;
    }
    checks.add(new Check(Name.PACKAGE, said(whole)));
    checks.add(new Check(Name.DIGESTS, said(digests && whole)));
    for (SealVerdict seal : verdict.seals()) {
      Name name = seal.suite() == SealSuite.P256 ? Name.SEAL : Name.SEAL_GM;
      checks.add(new Check(name, said(seal.holds())));
    }
    return checks;
  }

  private static Verdict said(boolean holds) {
    return holds ? Verdict.HOLDS : Verdict.FAILS;
  }
}
