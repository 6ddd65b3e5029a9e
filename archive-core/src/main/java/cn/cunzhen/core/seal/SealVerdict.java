package cn.cunzhen.core.seal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of a seal found.
 *
 * @param signer the subject of the signer's certificate (RFC 4514); null where none can be read
 * @param signedAt when the signer says it signed, in whole seconds; null where that can't be read
 * @param certifiedUntil when the first of the certificates in it ends; null where that can't be
 *     read
 * @param faults none where the seal holds
 */
public record SealVerdict(
    SealSuite suite,
    @Nullable String signer,
    @Nullable Instant signedAt,
    @Nullable Instant certifiedUntil,
    List<SealFault> faults) {
  public SealVerdict {
    faults = faults.stream().distinct().sorted().toList();
  }

  static SealVerdict unread(SealSuite suite, List<SealFault> faults) {
    return new SealVerdict(suite, null, null, null, faults);
  }

  public boolean holds() {
    return faults.isEmpty();
  }
}
