package cn.cunzhen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Objects} promises where {@link Objects#locks()} is true, beside all the rest. */
public abstract class LocksContract extends ObjectsContract {
  private static final long SEED = 20_261_121;

  /** Returns once the store's clock shows the time; a store with a clock of its own may move it. */
  protected void passTimeUntil(Instant time) {
    while (Instant.now().isBefore(time)) {
      LockSupport.parkUntil(time.toEpochMilli() + 1);
    }
  }

  @Test
  void theStoreSaysThatItLocks() {
    assertThat(objects().locks()).isTrue();
  }

  @Test
  void aLockForbidsDeletionUntilItsTime() {
    putAll("locked", "free");
    assertThat(objects().lockedUntil(key("locked"))).isEmpty();
    Instant until = inSeconds(3);

    objects().lock(key("locked"), until);

    assertThat(objects().lockedUntil(key("locked"))).contains(until);
    assertLocked("locked");
    objects().delete(key("free"));
    passTimeUntil(until.plusSeconds(1));
    objects().delete(key("locked"));
    assertThat(listed("")).isEmpty();
  }

  @Test
  void aLockOnlyExtends() {
    putAll("locked");
    Instant until = inSeconds(20);
    objects().lock(key("locked"), until);

    objects().lock(key("locked"), until.minusSeconds(10));
    assertThat(objects().lockedUntil(key("locked"))).contains(until);

    objects().lock(key("locked"), until);
    assertThat(objects().lockedUntil(key("locked"))).contains(until);

    objects().lock(key("locked"), until.plusSeconds(10));
    assertThat(objects().lockedUntil(key("locked"))).contains(until.plusSeconds(10));
    assertLocked("locked");
  }

  @Test
  void aHoldForbidsDeletionUntilItIsLifted() {
    putAll("held");

    objects().hold(key("held"), true);
    objects().hold(key("held"), true);
    assertLocked("held");
    assertThat(objects().lockedUntil(key("held"))).as("a hold is no lock").isEmpty();

    objects().hold(key("held"), false);
    objects().hold(key("held"), false);
    objects().delete(key("held"));
    assertThat(listed("")).isEmpty();
  }

  @Test
  void lockAndHoldAreEachEnough() {
    putAll("both");
    Instant until = inSeconds(3);
    objects().lock(key("both"), until);
    objects().hold(key("both"), true);

    objects().hold(key("both"), false);
    assertLocked("both");

    objects().hold(key("both"), true);
    passTimeUntil(until.plusSeconds(1));
    assertLocked("both");
    assertThat(objects().lockedUntil(key("both"))).contains(until);

    objects().hold(key("both"), false);
    objects().delete(key("both"));
    assertThat(objects().stat(key("both"))).isEmpty();
  }

  @Test
  void puttingALockedObjectAgainLeavesItLocked() {
    putAll("locked");
    Instant until = inSeconds(20);
    objects().lock(key("locked"), until);

    putAll("locked");

    assertThat(read(objects().get(key("locked")))).isEqualTo(Bytes.utf8("locked"));
    assertLocked("locked");
  }

  @Test
  void onlyWhatIsThereCanBeLockedOrHeld() {
    putAll("folder/object");

    for (String absent : List.of("never", "folder")) {
      assertThatExceptionOfType(StorageException.Missing.class)
          .isThrownBy(() -> objects().lock(key(absent), inSeconds(60)));
      assertThatExceptionOfType(StorageException.Missing.class)
          .isThrownBy(() -> objects().hold(key(absent), true));
      assertThatExceptionOfType(StorageException.Missing.class)
          .isThrownBy(() -> objects().hold(key(absent), false));
    }
  }

  @Test
  void ofManyLocksAtOnceTheLatestCounts() {
    putAll("locked");
    Instant base = inSeconds(20);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 16).boxed().toList());
    Collections.shuffle(order, new Random(SEED));

    Race.of(
        16,
        caller -> {
          objects().lock(key("locked"), base.plusSeconds(order.get(caller)));
          return caller;
        });

    assertThat(objects().lockedUntil(key("locked"))).contains(base.plusSeconds(15));
  }

  private void assertLocked(String name) {
    Bytes before = read(objects().get(key(name)));
    assertThatExceptionOfType(StorageException.Locked.class)
        .isThrownBy(() -> objects().delete(key(name)));
    assertThat(read(objects().get(key(name)))).as("the object is whole").isEqualTo(before);
    assertThat(listed(name)).contains(key(name));
  }

  /** A time in whole seconds, which every store keeps exactly. */
  private static Instant inSeconds(int seconds) {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofSeconds(seconds + 1L));
  }
}
