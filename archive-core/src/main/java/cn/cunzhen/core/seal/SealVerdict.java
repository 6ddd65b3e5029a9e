package cn.cunzhen.core.seal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of a seal found.
 *
 * @param signer the subject of the signer's certificate (RFC 4514); null where none can be read
 * @param signedAt when the signer says it signed, in whole seconds; null where that can't be read
 * @param faults none where the seal holds
 */
public record SealVerdict(
    SealSuite suite, @Nullable String signer, @Nullable Instant signedAt, List<SealFault> faults) {
  public SealVerdict {
    faults = faults.stream().distinct().sorted().toList();
  }

  public boolean holds() {
    return faults.isEmpty();
  }
}
