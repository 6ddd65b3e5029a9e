package cn.cunzhen.core.audit;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a node carry audits on, on a thread of its own.
 *
 * <p>The thread is never interrupted: it may hold files that an interrupt would close beneath
 * others. It looks up every few seconds, and between any two reads.
 */
public final class AuditRounds implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(20);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(AuditRounds.class);

  private final AuditRoom room;
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable String trouble;

  private AuditRounds(AuditRoom room) {
    this.room = room;
    this.thread = Thread.ofPlatform().name("audit").daemon().unstarted(this::run);
  }

  /** Starts with the first round. */
  public static AuditRounds start(AuditRoom room) {
    AuditRounds rounds = new AuditRounds(room);
    rounds.thread.start();
    return rounds;
  }

  /** Why the last round failed on this node; null where it did not. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** Lets an audit that is under way write down where it is, and ends. */
  @Override
  public void close() {
    closing = true;
    room.close();
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      boolean more = attempt();
      if (!more && !closing) {
        room.ticker().pause(trouble == null ? EVERY : AFTER_TROUBLE);
      }
    }
  }

  private boolean attempt() {
    try {
      boolean more = room.round();
      trouble = null;
      return more;
    } catch (IOException | RuntimeException e) {
      // Whatever it is: a thread that had ended would do nothing for good, and nobody would see.
      if (trouble == null) {
        LOG.warn("the audit can't go on just now, and is tried again", e);
      }
      trouble = String.valueOf(e.getMessage());
      return false;
    }
  }
}
