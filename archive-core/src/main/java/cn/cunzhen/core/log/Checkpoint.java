package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;

/**
 * A log's size and root, as the text of a note (C2SP tlog-checkpoint).
 *
 * <p>Extension lines are neither written nor read: no monitor could check them.
 */
public record Checkpoint(Origin origin, long size, Sha256 root) {
  private static final int LINES = 3;

  public Checkpoint {
    if (size < 0 || (size == 0 && !root.equals(TreeHash.EMPTY_ROOT))) {
      throw new IllegalArgumentException("no tree of " + size + " entries has that root");
    }
  }

  /** Three lines, each with its newline. */
  public String format() {
    return origin + "\n" + size + "\n" + root.bytes().base64() + "\n";
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static Checkpoint parse(String text) {
    String[] lines = text.split("\n", LINES + 1);
    if (lines.length != LINES + 1) {
      throw new IllegalArgumentException("a checkpoint has three lines");
    }
    Checkpoint checkpoint =
        new Checkpoint(
            new Origin(lines[0]), Long.parseLong(lines[1]), new Sha256(Bytes.ofBase64(lines[2])));
    if (!checkpoint.format().equals(text)) {
      throw new IllegalArgumentException("not a checkpoint in its canonical form");
    }
    return checkpoint;
  }
}
