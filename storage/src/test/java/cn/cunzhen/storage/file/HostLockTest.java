package cn.cunzhen.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.Race;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The locks inside one process; {@link ProcessesTest} has those between processes. */
class HostLockTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path folder;

  @Test
  void oneNameIsHeldByOneThreadAtATime() throws IOException {
    HostLock lock = HostLock.in(folder);
    AtomicInteger inside = new AtomicInteger();

    Race.of(
        16,
        caller -> {
          for (int i = 0; i < 50; i++) {
            try (HostLock.Held _ = caller % 2 == 0 ? lock.exclusive("name") : lock.shared("name")) {
              assertThat(inside.incrementAndGet()).isOne();
              inside.decrementAndGet();
            }
          }
          return caller;
        });
  }

  @Test
  void differentNamesMayBeHeldTogether() throws IOException {
    HostLock lock = HostLock.in(folder);

    try (HostLock.Held _ = lock.exclusive("heads/a");
        HostLock.Held _ = lock.exclusive("heads/b")) {
      assertThat(CompletableFuture.supplyAsync(() -> take(lock, "heads/c")))
          .succeedsWithin(SHORT.multipliedBy(100));
    }
  }

  private static boolean take(HostLock lock, String name) {
    try (HostLock.Held _ = lock.exclusive(name)) {
      return true;
    }
  }

  @Test
  void allOfAProcessShareTheLockOfAFolder() throws IOException {
    assertThat(HostLock.in(folder))
        .isSameAs(HostLock.in(folder.resolve("../" + folder.getFileName())));
  }

  @Test
  void whoWaitsTooLongForAnotherProcessIsToldThatTheStoreIsBusy() {
    HostLock lock = new HostLock((_, _) -> null, SHORT);

    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> lock.exclusive("name"))
          .withMessageContaining("busy");
    }
  }

  @Test
  void whoWaitsTooLongForAnotherThreadIsToldThatTheStoreIsBusy() {
    HostLock lock = new HostLock((_, _) -> () -> {}, SHORT);

    try (HostLock.Held _ = lock.exclusive("name")) {
      assertThat(CompletableFuture.supplyAsync(() -> take(lock, "name")))
          .failsWithin(SHORT.multipliedBy(100))
          .withThrowableThat()
          .withMessageContaining("busy");
    }
    assertThat(take(lock, "name")).isTrue();
  }

  @Test
  void aWaitEndsWithAnInterruptAndTheLockIsFree() {
    HostLock lock = new HostLock((_, _) -> null, Duration.ofMinutes(1));

    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(StorageException.class).isThrownBy(() -> lock.exclusive("name"));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void aLockThatCanNotBeGivenBackMakesTheProcessUnfit() {
    HostLock lock =
        new HostLock(
            (_, _) ->
                () -> {
                  throw new IOException("closed");
                },
            SHORT);

    lock.exclusive("name").close();

    assertThatExceptionOfType(StorageException.Unfit.class)
        .isThrownBy(() -> lock.fitness().require());
  }
}
