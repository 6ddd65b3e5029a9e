package cn.cunzhen.core.report;

import cn.cunzhen.core.proof.Check;

/**
 * A check that was made now.
 *
 * @param entry index of the entry that it is about
 */
public record Judged(long entry, Check check) {
  /** The four natures of a record (四性, DA/T 70). */
  public enum Nature {
    AUTHENTICITY(1),
    INTEGRITY(2),
    USABILITY(3),
    SECURITY(4);

    private final int digit;

    Nature(int digit) {
      this.digit = digit;
    }

    /** The first digit in the numbers of its checks. */
    public int digit() {
      return digit;
    }
  }

  /**
   * What a check rests on.
   *
   * @param basis what says how it is made
   * @param input what it looks at
   */
  public record Grounds(Nature nature, String basis, String input) {}

  public Grounds grounds() {
    return switch (check.name()) {
      case FILE -> integrity("FIPS 180-4", "file");
      case PACKAGE -> integrity("RFC 8493", "package");
      case DIGESTS -> integrity("FIPS 180-4; GB/T 32905", "package, record.json");
      case SEAL -> authenticity("RFC 5652; ETSI EN 319 122-1", "record.json, seal.p7s");
      case SEAL_GM -> authenticity("RFC 5652; GB/T 32918; GB/T 32905", "record.json, seal-gm.p7s");
      case SEAL_PQ -> authenticity("RFC 9882; FIPS 204", "record.json, seal-pq.p7s");
      case LEAF -> authenticity("C2SP tlog-tiles", "leaf, record.json");
      case INCLUSION -> integrity("RFC 9162 2.1.3.2", "leaf, hashes, checkpoint");
      case HELD, CHECKPOINT -> authenticity("C2SP tlog-checkpoint; RFC 8032", "checkpoint");
      case WITNESSES -> authenticity("C2SP tlog-cosignature, tlog-policy", "checkpoint");
      case TIME, TIME_OUTSIDE -> authenticity("RFC 3161; GB/T 20520", "checkpoint, timestamps");
      case EVIDENCE, ALGORITHMS -> authenticity("RFC 4998", "evidence");
      case COPY, REPORT, COPY_SEAL, COPY_SIGNER, COPY_TIME ->
          authenticity("ETSI EN 319 142-1", "file");
    };
  }

  private static Grounds authenticity(String basis, String input) {
    return new Grounds(Nature.AUTHENTICITY, basis, input);
  }

  private static Grounds integrity(String basis, String input) {
    return new Grounds(Nature.INTEGRITY, basis, input);
  }
}
