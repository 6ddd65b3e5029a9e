package cn.cunzhen.core.tally;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.storage.Bytes;

/**
 * What the statement of a tally says: a checkpoint of the log of its entries, and what it covers.
 *
 * @param size how many records it counts accesses to
 * @param root of the tree of its entries
 */
public record Tally(Plan plan, long size, Sha256 root) {
  private static final int CHECKPOINT = 3;

  public Tally {
    var _ = new Checkpoint(plan.origin(), size, root);
  }

  /** The name under which an archive's log key signs statements. */
  public static KeyName keyName(Origin archive) {
    return new KeyName(archive + "/tally");
  }

  /** The key that verifies an archive's statements, by the one that verifies its checkpoints. */
  public static VerifierKey key(VerifierKey ledger) {
    return new VerifierKey(
        VerifierKey.Kind.NOTE, new KeyName(ledger.name() + "/tally"), ledger.publicKey());
  }

  /** The digest by which the next statement names this one. */
  Sha256 digest() {
    return Sha256.of(Bytes.utf8(format()));
  }

  /** The text of the statement. */
  public String format() {
    return new Checkpoint(plan.origin(), size, root).format() + plan.rest();
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static Tally parse(String text) {
    String[] lines = text.split("\n", CHECKPOINT + 1);
    if (lines.length != CHECKPOINT + 1) {
      throw new IllegalArgumentException("not the statement of a tally");
    }
    Tally tally =
        new Tally(
            Plan.parse(lines[0], lines[CHECKPOINT]),
            Long.parseLong(lines[1]),
            new Sha256(Bytes.ofBase64(lines[2])));
    if (!tally.format().equals(text)) {
      throw new IllegalArgumentException("not the statement of a tally in its canonical form");
    }
    return tally;
  }
}
