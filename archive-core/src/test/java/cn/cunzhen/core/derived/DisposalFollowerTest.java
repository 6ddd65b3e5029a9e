package cn.cunzhen.core.derived;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.derived.DisposalFollower.Counts;
import cn.cunzhen.core.derived.DisposalFollower.Patience;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DisposalFollowerTest {
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(5), Duration.ofMillis(20), 4);

  private final Feed ledger = new Feed();
  private final List<RecordId> erased = new CopyOnWriteArrayList<>();

  /** How often each fails before it succeeds. */
  private final Map<RecordId, AtomicInteger> failing = new ConcurrentHashMap<>();

  private static RecordId record(int number) {
    return new RecordId("%026d".formatted(number));
  }

  private void erase(RecordId record) throws IOException {
    AtomicInteger left = failing.get(record);
    if (left != null && left.getAndDecrement() > 0) {
      throw new IOException("not now");
    }
    erased.add(record);
  }

  private DisposalFollower follow() {
    return DisposalFollower.start("test", ledger, this::erase, _ -> {}, SHORT);
  }

  @Test
  void onlyWhatIsDisposedOfFromNowOnIsErased() {
    ledger.append(EntryType.DISPOSED, record(1));
    try (DisposalFollower _ = follow()) {
      ledger.append(EntryType.ARCHIVED, record(2));
      ledger.append(EntryType.DISPOSED, record(3));

      await(() -> erased.size() == 1);
    }
    assertThat(erased).containsExactly(record(3));
  }

  @Test
  void whatCannotBeErasedKeepsNothingElseWaitingAndIsTriedAgain() {
    failing.put(record(1), new AtomicInteger(3));
    try (DisposalFollower follower = follow()) {
      for (int i = 1; i <= 5; i++) {
        ledger.append(EntryType.DISPOSED, record(i));
      }

      await(() -> erased.size() == 5 && follower.counts().pending() == 0);

      assertThat(erased)
          .startsWith(record(2), record(3))
          .contains(record(1))
          .doesNotHaveDuplicates();
      assertThat(follower.counts()).isEqualTo(new Counts(0, 3, 0));
    }
  }

  @Test
  void whatFailsAgainAndAgainIsGivenUpAndCounted() {
    failing.put(record(1), new AtomicInteger(Integer.MAX_VALUE));
    try (DisposalFollower follower = follow()) {
      ledger.append(EntryType.DISPOSED, record(1));

      await(() -> follower.counts().givenUp() == 1 && follower.counts().pending() == 0);

      assertThat(follower.counts()).isEqualTo(new Counts(0, 4, 1));
      ledger.append(EntryType.DISPOSED, record(2));
      await(() -> erased.contains(record(2)));
    }
  }

  @Test
  void aFaultThatNobodyForesawIsAFailureLikeAnyOther() {
    AtomicInteger calls = new AtomicInteger();
    DisposalFollower.Eraser eraser =
        record -> {
          if (calls.getAndIncrement() == 0) {
            throw new IllegalStateException("a bug");
          }
          erase(record);
        };
    try (DisposalFollower _ = DisposalFollower.start("test", ledger, eraser, _ -> {}, SHORT)) {
      ledger.append(EntryType.DISPOSED, record(1));

      await(() -> erased.equals(List.of(record(1))));
    }
  }

  @Test
  void aLedgerThatCannotBeReadForAWhileLosesNothing() {
    ledger.broken = true;
    try (DisposalFollower _ = follow()) {
      ledger.append(EntryType.DISPOSED, record(1));
      await(() -> ledger.refused.get() > 0);
      ledger.broken = false;

      await(() -> erased.equals(List.of(record(1))));
    }
  }

  @Test
  void allIsLookedAtAtTheStartAndAgainWhereThatFails() {
    AtomicInteger sweeps = new AtomicInteger();
    DisposalFollower.Sweep sweep =
        goOn -> {
          assertThat(goOn.getAsBoolean()).isTrue();
          if (sweeps.incrementAndGet() == 1) {
            throw new IOException("not now");
          }
        };
    try (DisposalFollower follower =
        DisposalFollower.start("test", ledger, this::erase, sweep, SHORT)) {
      await(() -> sweeps.get() == 2);

      assertThat(follower.counts().failures()).isEqualTo(1);
    }
    assertThat(sweeps).hasValue(2);
  }

  private static void await(BooleanSupplier condition) {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try {
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime()).as("within the time").isLessThan(end);
        assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A ledger in memory, which may refuse to be read. */
  private static final class Feed implements LedgerFeed {
    final AtomicInteger refused = new AtomicInteger();
    private final List<LedgerEntry> entries = new ArrayList<>();
    volatile boolean broken;

    synchronized void append(EntryType type, RecordId record) {
      Sha256 digest = Sha256.of(Bytes.utf8(record.value()));
      entries.add(
          new LedgerEntry(Instant.parse("2026-11-21T01:13:42.000Z"), digest, record, type, 1));
      notifyAll();
    }

    @Override
    public Sha256 genesis() {
      return Sha256.of(Bytes.utf8("genesis"));
    }

    @Override
    public synchronized long size() {
      return entries.size();
    }

    @Override
    public synchronized List<LedgerEntry> entries(long from, int max) {
      if (broken) {
        refused.incrementAndGet();
        throw new IllegalStateException("not to be read");
      }
      return List.copyOf(entries.subList((int) from, (int) Math.min(from + max, entries.size())));
    }

    @Override
    public Sha256 rootAt(long size) {
      throw new UnsupportedOperationException("nobody asks for it");
    }

    @Override
    public synchronized boolean awaitBeyond(long size, Duration limit) throws InterruptedException {
      long end = System.nanoTime() + limit.toNanos();
      while (entries.size() <= size) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }
  }
}
