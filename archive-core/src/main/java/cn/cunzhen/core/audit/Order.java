package cn.cunzhen.core.audit;

import cn.cunzhen.core.head.TreeHead;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.Note;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants audited, and of which ledger; it never changes.
 *
 * @param checkpoint the ledger's newest signed checkpoint when the audit began
 * @param sample null for all of the archive
 * @param startedBy an account
 * @param began cut to whole seconds
 */
public record Order(
    AuditId id, Note checkpoint, @Nullable Sample sample, String startedBy, Instant began) {
  /** What it goes through. */
  public Scope scope() {
    Checkpoint covered = covered();
    TreeHead tree = new TreeHead(covered.size(), covered.root());
    return sample == null ? new Scope.Whole(tree, began) : new Scope.Drawn(tree, sample);
  }

  /** The checkpoint's text, read. */
  public Checkpoint covered() {
    return Checkpoint.parse(checkpoint.text());
  }
}
