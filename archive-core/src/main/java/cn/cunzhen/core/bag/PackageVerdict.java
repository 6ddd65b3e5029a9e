package cn.cunzhen.core.bag;

import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.seal.SealVerdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of a package found.
 *
 * @param record what the package says that it is; null where it can't be read
 * @param seals one verdict for each seal
 * @param findings everything that is wrong, the seals' faults included; none where all holds
 */
public record PackageVerdict(
    @Nullable ArchivalRecord record, List<SealVerdict> seals, List<PackageFinding> findings) {
  public PackageVerdict {
    seals = List.copyOf(seals);
    findings = List.copyOf(findings);
  }

  public boolean holds() {
    return findings.isEmpty();
  }
}
