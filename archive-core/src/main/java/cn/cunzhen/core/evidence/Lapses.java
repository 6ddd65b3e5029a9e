package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.DigestAlgorithm;
import java.time.Instant;
import java.util.Map;

/**
 * Since when digests have been worth nothing, as far as whoever verifies knows.
 *
 * @param now when it is verified
 */
public record Lapses(Map<DigestAlgorithm, Instant> since, Instant now) {
  public Lapses {
    since = Map.copyOf(since);
  }

  /** Whether a digest that was covered anew at that time had its worth until then. */
  boolean after(DigestAlgorithm algorithm, Instant covered) {
    Instant lapse = since.get(algorithm);
    return lapse == null || covered.isBefore(lapse);
  }
}
