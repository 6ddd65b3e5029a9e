package cn.cunzhen.core.bag;

import java.util.List;
import java.util.stream.Collectors;

/** A package is not what it has to be. */
public final class DamagedPackageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<PackageFinding> findings;

  DamagedPackageException(List<PackageFinding> findings) {
    super(
        findings.stream()
            .map(finding -> finding.code() + " " + finding.where())
            .collect(Collectors.joining("; ")));
    this.findings = List.copyOf(findings);
  }

  public List<PackageFinding> findings() {
    return findings;
  }
}
