package cn.cunzhen.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FolderSyncTest {
  private static final Path ONE = Path.of("one");
  private static final Path OTHER = Path.of("other");

  private final List<Path> synced = new ArrayList<>();

  @Test
  void everyFolderIsSyncedBeforeItsCallerGoesOn() throws IOException {
    FolderSync syncs = new FolderSync(synced::add);
    syncs.sync(List.of(ONE, OTHER));
    syncs.sync(List.of(ONE));
    assertThat(synced).containsExactly(ONE, OTHER, ONE);
  }

  @Test
  void thoseWhoComeDuringARoundShareTheNextOne() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FolderSync syncs =
        new FolderSync(folder -> {
          begun.countDown();
          await(goOn);
          synced.add(folder);
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> sync(syncs, ONE));
      begun.await();
      List<Thread> late = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Path mine = i % 2 == 0 ? ONE : OTHER;
        late.add(Thread.ofPlatform().start(() -> sync(syncs, mine)));
      }
      while (late.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      first.get();
      for (Thread thread : late) {
        thread.join();
      }
    }
    assertThat(synced).hasSize(3).startsWith(ONE).contains(OTHER);
  }

  @Test
  void whoComesDuringARoundIsNotServedByIt() throws Exception {
    AtomicLong time = new AtomicLong();
    ConcurrentHashMap<Path, Long> begun = new ConcurrentHashMap<>();
    FolderSync syncs = new FolderSync(folder -> begun.put(folder, time.incrementAndGet()));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Path mine = Path.of("folder" + i % 3);
        all.add(
            threads.submit(() -> {
              for (int round = 0; round < 2_000; round++) {
                long asked = time.incrementAndGet();
                sync(syncs, mine);
                assertThat(begun.get(mine)).isGreaterThan(asked);
              }
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  @Test
  void aFailureIsThatOfAllInTheRoundAndOfNobodyElse() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Set<Path> broken = ConcurrentHashMap.newKeySet();
    FolderSync syncs =
        new FolderSync(folder -> {
          begun.countDown();
          await(goOn);
          if (broken.remove(folder)) {
            throw new IOException("Input/output error");
          }
        });
    broken.add(OTHER);
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      Future<?> first = threads.submit(() -> sync(syncs, ONE));
      begun.await();
      List<Thread> started = new ArrayList<>();
      List<Future<Boolean>> late = new ArrayList<>();
      for (Path folder : List.of(ONE, OTHER)) {
        late.add(
            threads.submit(() -> {
              synchronized (started) {
                started.add(Thread.currentThread());
              }
              return fails(syncs, folder);
            }));
      }
      while (!areWaiting(started, 2)) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      first.get();
      assertThat(late.get(0).get()).isTrue();
      assertThat(late.get(1).get()).isTrue();
    }
    syncs.sync(List.of(OTHER));
  }

  @Test
  void anErrorInTheMidstOfARoundLeavesTheNextOnesWhole() throws IOException {
    List<RuntimeException> errors = new ArrayList<>(List.of(new IllegalStateException("broken")));
    FolderSync syncs =
        new FolderSync(folder -> {
          if (!errors.isEmpty()) {
            throw errors.removeFirst();
          }
          synced.add(folder);
        });
    assertThatIllegalStateException().isThrownBy(() -> syncs.sync(List.of(ONE)));
    syncs.sync(List.of(OTHER));
    assertThat(synced).containsExactly(OTHER);
  }

  @Test
  void theFailureItselfReachesWhoeverCameAlone() {
    FolderSync syncs =
        new FolderSync(_ -> {
          throw new IOException("Input/output error");
        });
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> syncs.sync(List.of(ONE)))
        .withMessage("Input/output error");
  }

  private static boolean areWaiting(List<Thread> started, int count) {
    synchronized (started) {
      return started.size() == count
          && started.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
    }
  }

  private static boolean fails(FolderSync syncs, Path folder) {
    try {
      syncs.sync(List.of(folder));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void sync(FolderSync syncs, Path folder) {
    try {
      syncs.sync(List.of(folder));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
