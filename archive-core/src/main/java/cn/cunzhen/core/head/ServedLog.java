package cn.cunzhen.core.head;

import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.NoteSigner;
import cn.cunzhen.core.log.TilePath;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.storage.Bytes;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A log as anyone may read it: checkpoints, tiles and entries (C2SP tlog-tiles).
 *
 * @param head the newest head that this node has
 */
public record ServedLog(AppendLog log, Supplier<LogHead> head, NoteSigner signer) {
  /** The key that verifies its checkpoints. */
  public VerifierKey verifierKey() {
    return signer.verifierKey();
  }

  /**
   * A checkpoint of the newest head.
   *
   * <p>Made from a head that the store has confirmed, and remembered by this node before it is
   * given out. It has no time in it, so every node signs the same note.
   */
  public Note checkpoint() {
    return checkpoint(head.get());
  }

  /** A checkpoint of this head. */
  public Note checkpoint(LogHead of) {
    return checkpoint(of, of.size());
  }

  /** The checkpoint of a head of this log that was smaller: of its first {@code size} entries. */
  public Note checkpoint(LogHead of, long size) {
    log.remember(of);
    return Note.sign(new Checkpoint(log.origin(), size, log.rootAt(of, size)).format(), signer);
  }

  /** What lies at that path; empty where the log has not come so far. */
  public Optional<Bytes> serve(TilePath path) {
    return log.serve(head.get(), path);
  }
}
