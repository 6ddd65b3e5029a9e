package cn.cunzhen.core.seal;

import java.util.List;
import java.util.stream.Collectors;

/** The keys can't serve an archive. Names every fault and nothing of the keys. */
public final class UnfitKeysException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<KeyFault> faults;

  UnfitKeysException(List<KeyFault> faults) {
    super(faults.stream().map(KeyFault::toString).collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  public List<KeyFault> faults() {
    return faults;
  }
}
