package cn.cunzhen.core.stamp;

import static cn.cunzhen.core.stamp.StampedLog.KEYS;
import static cn.cunzhen.core.stamp.StampedLog.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampAuthority;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.stamp.Stamping.Debt;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StampingTest {
  private final StampedLog log = new StampedLog();
  private final Stamps stamps = log.stamps();
  private final AtomicReference<TimeStampAuthority> authority =
      new AtomicReference<>(StampedLog.authority(KEYS, Clock.systemUTC()));
  private final List<Stamping> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Stamping::close);
  }

  @Test
  void theNewestCheckpointIsStampedWheneverTheLedgerHasGrown() throws Exception {
    log.grow(3);
    Stamping stamping = start();
    await(() -> stamping.debt().entries() == 0);
    log.grow(2);
    await(() -> stamping.newest().map(Stamped::size).equals(Optional.of(5L)));

    for (long size : new long[] {3, 5}) {
      TimeStamp stamp = stamps.at(size).orElseThrow().stamp();
      assertThat(new TimeStampVerifier(KEYS.anchors()).verify(stamp, log.digest(size))).isEmpty();
    }
    assertThat(stamping.debt()).isEqualTo(new Debt(0, null, null));
  }

  @Test
  void anEmptyLedgerOwesNothing() throws Exception {
    List<Bytes> asked = new CopyOnWriteArrayList<>();
    CountDownLatch rounds = new CountDownLatch(3);
    authority.set(request -> {
      asked.add(request);
      throw new IOException("down");
    });
    Stamping stamping =
        start(() -> {
          rounds.countDown();
          return log.head();
        });

    assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(asked).isEmpty();
    assertThat(stamping.debt().entries()).isZero();
  }

  @Test
  void whileTheAuthorityIsDownTheDebtIsSeenAndThenItIsPaidWithOneStamp() throws Exception {
    TimeStampAuthority up = authority.get();
    authority.set(request -> {
      throw new IOException("the authority is down");
    });
    Instant before = Instant.now();
    Stamping stamping = start();
    log.grow(4);
    await(() -> stamping.debt().trouble() != null);
    log.grow(6);

    assertThat(stamping.debt().entries()).isEqualTo(10);
    assertThat(stamping.debt().since()).isBetween(before, Instant.now());
    assertThat(stamping.debt().trouble()).contains("the authority is down");

    authority.set(up);
    await(() -> stamping.debt().equals(new Debt(0, null, null)));
    assertThat(stamps.at(10)).isPresent();
    assertThat(stamps.at(4)).isEmpty();
  }

  @Test
  void aStampThatDoesNotHoldIsNotKept() throws Exception {
    TimeStampAuthority right = authority.get();
    authority.set(StampedLog.authority(STRANGER, Clock.systemUTC()));
    Stamping stamping = start();
    log.grow(1);
    await(() -> stamping.debt().trouble() != null);

    assertThat(stamping.debt().trouble()).contains("CHAIN");
    assertThat(stamps.at(1)).isEmpty();

    authority.set(right);
    await(() -> stamping.debt().equals(new Debt(0, null, null)));
  }

  @Test
  void anAuthorityWhoseClockGoesBackIsNotBelieved() throws Exception {
    Stamping stamping = start();
    log.grow(1);
    await(() -> stamping.debt().entries() == 0);
    Instant earlier = Instant.now().minus(Duration.ofMinutes(30));
    authority.set(StampedLog.authority(KEYS, Clock.fixed(earlier, ZoneOffset.UTC)));
    log.grow(1);
    await(() -> stamping.debt().trouble() != null);

    assertThat(stamping.debt().trouble()).contains("went back");
    assertThat(stamps.at(2)).isEmpty();
  }

  @Test
  void whatAnotherNodeHadStampedIsLearnedAndTold() throws Exception {
    Stamping first = start();
    log.grow(1);
    await(() -> first.debt().entries() == 0);
    first.close();
    authority.set(request -> {
      throw new IOException("down");
    });
    List<TimeStamp> told = new CopyOnWriteArrayList<>();

    Stamping second = start(log::head, told::add);
    await(() -> second.newest().isPresent());

    assertThat(second.newest()).isEqualTo(stamps.at(1));
    assertThat(told).containsExactly(stamps.at(1).orElseThrow().stamp());
    assertThat(second.debt().entries()).isZero();
  }

  @Test
  void aStoredStampOfAStrangerIsNotBelieved() throws Exception {
    log.grow(1);
    TimeStamp forged = StampedLog.stamp(log.digest(1), STRANGER, Clock.systemUTC());
    stamps.put(new Stamped(1, forged));
    List<TimeStamp> told = new CopyOnWriteArrayList<>();

    Stamping stamping = start(log::head, told::add);
    log.grow(1);
    await(() -> stamping.debt().entries() == 0);

    assertThat(told).doesNotContain(forged);
    assertThat(stamping.newest().map(Stamped::size)).contains(2L);
  }

  @Test
  void aDamagedStampIsOwedUntilALargerOneIsThere() throws Exception {
    log.grow(1);
    log.damageStamp(1);
    Stamping stamping = start();
    await(() -> stamping.debt().trouble() != null);

    assertThat(stamping.debt().trouble()).contains("damaged");
    assertThat(stamping.debt().entries()).isEqualTo(1);

    log.grow(1);
    await(() -> stamping.debt().equals(new Debt(0, null, null)));
    assertThat(stamping.newest().map(Stamped::size)).contains(2L);
  }

  @Test
  void theEndDoesNotWaitForAnAuthorityThatHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    authority.set(request -> {
      asked.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      return request;
    });
    log.grow(1);
    Stamping stamping = start();
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    stamping.close();

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private Stamping start() {
    return start(log::head);
  }

  private Stamping start(Supplier<LogHead> of) {
    return start(of, stamp -> {});
  }

  private Stamping start(Supplier<LogHead> of, Consumer<TimeStamp> told) {
    Stamping stamping =
        Stamping.start(
            log.served(of),
            stamps,
            request -> authority.get().answer(request),
            new TimeStampVerifier(KEYS.anchors()),
            StampedLog::random,
            Duration.ofMillis(5),
            Clock.systemUTC(),
            null,
            told);
    started.add(stamping);
    return stamping;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
