package cn.cunzhen.core;

import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.bag.PackageVerdict;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.copy.CopyVerifier;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.ProofVerifier;
import cn.cunzhen.storage.Objects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies records that the archive holds, and packages, proofs and certified copies that anyone
 * hands in.
 */
public final class Verification {
  private final Objects objects;
  private final Proofs proofs;
  private final PackageVerifier packages;
  private final ProofVerifier verifier;
  private final FileVerification handedIn;

  public Verification(
      Objects objects,
      Proofs proofs,
      PackageVerifier packages,
      ProofVerifier verifier,
      CopyVerifier copies) {
    this.objects = objects;
    this.proofs = proofs;
    this.packages = packages;
    this.verifier = verifier;
    this.handedIn = new FileVerification(packages, verifier, copies);
  }

  /** Reads the whole package of a record again, and checks it and its proof. */
  public List<Check> of(Holding holding) throws IOException {
    PackageKey key =
        PackageKey.of(holding.record().id(), holding.entry().version(), holding.entry().digest());
    PackageVerdict verdict =
        packages.verify(
            PackageBytes.of(objects, key.format()), holding.entry().digest(), Depth.DIGESTS);
    List<Check> checks = new ArrayList<>(handedIn.ofPackage(verdict));
    verifier.verify(proofs.of(holding)).stream()
        .filter(check -> check.name() != Name.SEAL)
        .forEach(checks::add);
    return checks;
  }

  /**
   * Checks what somebody hands in.
   *
   * @throws IllegalArgumentException if it is neither a package nor a proof bundle nor a PDF
   */
  public List<Check> of(Path file) throws IOException {
    return handedIn.of(file).checks();
  }
}
