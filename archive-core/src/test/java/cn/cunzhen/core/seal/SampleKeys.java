package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Keys that are the same in every run, for tests. */
public final class SampleKeys {
  public static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");
  public static final Clock CLOCK = Clock.fixed(MADE, ZoneOffset.UTC);

  private static final ArchiveKeys ARCHIVE = ArchiveKeys.create(random("archive"), CLOCK);

  private static final ArchiveKeys POST_QUANTUM =
      ArchiveKeys.createPostQuantum(random("archive"), CLOCK);

  private SampleKeys() {}

  /** The same, with keys of ML-DSA too. */
  public static ArchiveKeys postQuantum() {
    return POST_QUANTUM;
  }

  public static ArchiveKeys archive() {
    return ARCHIVE;
  }

  /** "Random" numbers that the seed determines. */
  public static SecureRandom random(String seed) {
    return new Sequence(seed);
  }

  private static final class Sequence extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final String seed;
    private int count;

    Sequence(String seed) {
      super(null, null);
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      for (int at = 0; at < bytes.length; at += Sha256.SIZE) {
        Bytes block = Sha256.of(Bytes.utf8(seed + count++)).bytes();
        int length = Math.min(Sha256.SIZE, bytes.length - at);
        System.arraycopy(block.toArray(), 0, bytes, at, length);
      }
    }
  }
}
