package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Seals contents in every suite that the archive is configured for. Any thread may use it. */
public final class Sealer {
  private final List<SigningKey> keys;

  Sealer(List<SigningKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Seals the content, once in each suite.
   *
   * <p>The same content at the same time gives the same seals.
   *
   * @param signedAt what the seals give as their time, cut to whole seconds
   */
  public List<Seal> seal(Bytes content, Instant signedAt) {
    Instant time = signedAt.truncatedTo(ChronoUnit.SECONDS);
    return keys.stream().map(key -> seal(key, content, time)).toList();
  }

  /** What its seals are called in a package, in their order. */
  public List<String> fileNames() {
    return keys.stream().map(key -> key.suite().fileName()).toList();
  }

  private static Seal seal(SigningKey key, Bytes content, Instant time) {
    Bytes digest = key.suite().digest(content);
    return new Seal(key.suite(), SealForm.sign(key, digest, time).format());
  }
}
