package cn.cunzhen.core;

import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.bag.PackageVerdict;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.bag.PackageVerifier.Depth;
import cn.cunzhen.core.copy.CopyVerifier;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.proof.EntryProof;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.proof.ProofVerifier;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.seal.SealVerdict;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Verifies records that the archive holds, and packages, proofs and certified copies that anyone
 * hands in.
 */
public final class Verification {
  private static final Set<Name> OF_ENTRIES =
      EnumSet.of(Name.INCLUSION, Name.CHECKPOINT, Name.WITNESSES, Name.TIME, Name.TIME_OUTSIDE);

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
    Registered entry = holding.entry();
    List<Check> checks =
        new ArrayList<>(ofPackage(holding.record().id(), entry.version(), entry.digest()).checks());
    checks.addAll(ofProof(proofs.of(holding)));
    return checks;
  }

  /**
   * What was found of a package.
   *
   * @param findings what exactly is wrong with it; none, too, where it is missing
   */
  record OfPackage(List<Check> checks, List<PackageFinding> findings, List<SealVerdict> seals) {
    /** There is no package to be looked at. */
    static final OfPackage NOTHING = new OfPackage(List.of(), List.of(), List.of());
  }

  /** Reads the whole package again that the ledger names so. */
  OfPackage ofPackage(RecordId record, int version, Sha256 digest) throws IOException {
    ObjectKey key = PackageKey.of(record, version, digest).format();
    try {
      PackageVerdict verdict =
          packages.verify(PackageBytes.of(objects, key), digest, Depth.DIGESTS);
      return new OfPackage(handedIn.ofPackage(verdict), verdict.findings(), verdict.seals());
    } catch (StorageException.Missing e) {
      return new OfPackage(
          List.of(new Check(Name.PACKAGE, Verdict.FAILS), new Check(Name.DIGESTS, Verdict.FAILS)),
          List.of(),
          List.of());
    }
  }

  /** Checks a proof; the seal is the package's, and looked at with that. */
  List<Check> ofProof(ProofBundle bundle) {
    return verifier.verify(bundle).stream().filter(check -> check.name() != Name.SEAL).toList();
  }

  /** Checks what proves an entry, without looking at what that names. */
  List<Check> ofEntry(EntryProof proof) {
    ProofBundle bundle = proof.of(Bytes.utf8(""), Bytes.utf8(""));
    return ofProof(bundle).stream().filter(check -> OF_ENTRIES.contains(check.name())).toList();
  }

  /**
   * Checks what somebody hands in.
   *
   * @throws IllegalArgumentException if it is neither a package nor a proof bundle nor a PDF
   */
  public FileVerification.Result of(Path file) throws IOException {
    return handedIn.of(file);
  }
}
