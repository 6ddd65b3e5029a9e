package cn.cunzhen.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Race;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every change of a store, ended or disturbed after each of its steps. */
class PowerCutTest {
  private static final int SEEDS = 2;

  @TempDir(factory = RamFolder.class)
  Path folder;

  private int disks;

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void whatWasAcknowledgedIsThereAndNothingIsHalfThereAfterAPowerCut(Scenario scenario) {
    int steps = steps(scenario).size();
    for (int step = 0; step <= steps; step++) {
      for (int seed = 0; seed <= SEEDS; seed++) {
        PowerCutStore store = prepared(scenario);
        store.cutPowerAfter(step);
        boolean acknowledged = acknowledged(scenario, store);

        PowerCutStore after = seed == 0 ? store.reopen() : store.reopen(seed);

        assertDone(scenario, after, acknowledged, "cut after step " + step + ", seed " + seed);
        scenario.change().accept(after);
        assertDone(scenario, after.reopen(), true, "done again after " + step + ", seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void whoFindsWhatAKilledProcessLeftMakesSureThatItStays(Scenario scenario) {
    int steps = steps(scenario).size();
    for (int step = 0; step <= steps; step++) {
      PowerCutStore store = prepared(scenario);
      store.cutPowerAfter(step);
      acknowledged(scenario, store);

      PowerCutStore next = store.restart();
      scenario.change().accept(next);

      assertDone(scenario, next.reopen(), true, "killed after step " + step);
    }
  }

  static List<Scenario> valuesOfHeads() {
    return Scenario.swaps();
  }

  @ParameterizedTest
  @MethodSource("valuesOfHeads")
  void aHeadThatWasReadStays(Scenario scenario) {
    int steps = steps(scenario).size();
    for (int step = 0; step <= steps; step++) {
      PowerCutStore store = prepared(scenario);
      store.cutPowerAfter(step);
      acknowledged(scenario, store);

      PowerCutStore next = store.restart();
      boolean seen = scenario.isDone().test(next);

      assertDone(scenario, next.reopen(), seen, "killed after step " + step);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aStepThatFailsIsNeverTakenForDone(Scenario scenario) {
    List<Step> steps = steps(scenario);
    for (int step = 0; step < steps.size(); step++) {
      for (Failure failure : failuresOf(steps.get(step))) {
        String where = steps.get(step) + ", step " + step + ", fails: " + failure;
        PowerCutStore store = prepared(scenario);
        boolean before = scenario.isDone().test(store);
        store.fail(step, failure);

        Optional<StorageException> told = answer(scenario, store);

        if (isUnfit(store)) {
          assertThat(told).as(where).containsInstanceOf(StorageException.Unknown.class);
          assertDone(scenario, store.reopen(), before, where);
        } else {
          assertIsRight(told, failure, before, scenario.isDone().test(store), where);
          assertSpoolIsEmpty(store, steps.get(step), where);
          scenario.change().accept(store);
          assertDone(scenario, store.reopen(), true, "done again where " + where);
        }
      }
    }
  }

  private static List<Failure> failuresOf(Step step) {
    return switch (step) {
      case FILL, OVERWRITE, SYNC -> List.of(Failure.values());
      case CREATE, LINK, TOUCH, RENAME, DELETE, MAKE_FOLDER, SYNC_FOLDER ->
          List.of(Failure.BROKEN_BEFORE, Failure.BROKEN_AFTER, Failure.NO_ROOM_BEFORE);
    };
  }

  private static void assertIsRight(
      Optional<StorageException> told, Failure failure, boolean before, boolean now, String where) {
    if (told.isEmpty()) {
      assertThat(now).as(where).isTrue();
    } else if (!(told.get() instanceof StorageException.Unknown)) {
      assertThat(now).as("nothing was to be written where %s: %s", where, told).isEqualTo(before);
      assertThat(told.get() instanceof StorageException.Full)
          .as(where)
          .isEqualTo(failure.isForWantOfRoom());
    }
  }

  private static void assertSpoolIsEmpty(PowerCutStore store, Step failed, String where) {
    try (Stream<Path> left = Files.list(store.spool())) {
      assertThat(left.filter(file -> !Scenario.isOurs(file)))
          .as("left behind where " + where)
          .hasSizeLessThanOrEqualTo(failed == Step.DELETE ? 1 : 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void afterASyncThatFailedEveryCallSaysThatTheStoreIsUnfit() {
    PowerCutStore store = prepared(Scenario.swap());
    List<Step> steps = steps(Scenario.swap());
    store.fail(steps.lastIndexOf(Step.SYNC_FOLDER), Failure.BROKEN_BEFORE);
    assertThat(answer(Scenario.swap(), store)).containsInstanceOf(StorageException.Unknown.class);

    ObjectKey key = ObjectKey.of("any");
    Bytes value = Bytes.utf8("value");
    List<ThrowingCallable> calls =
        List.of(
            () -> store.objects().put(key, Content.of(value)),
            () -> store.objects().get(key),
            () -> store.objects().get(key, 0, 0),
            () -> store.objects().stat(key),
            () -> store.objects().list(""),
            () -> store.objects().delete(key),
            () -> store.objects().lock(key, Instant.EPOCH),
            () -> store.objects().hold(key, true),
            () -> store.objects().lockedUntil(key),
            () -> store.heads().get(key),
            () -> store.heads().putOnce(key, value),
            () -> store.heads().swap(key, Version.of(value), value),
            () -> store.heads().list(""),
            () -> store.heads().delete(key));

    for (int i = 0; i < calls.size(); i++) {
      assertThatExceptionOfType(StorageException.Unfit.class)
          .as("call %d", i)
          .isThrownBy(calls.get(i));
    }
  }

  static List<Scenario> newStates() {
    return Scenario.all().stream().filter(scenario -> !scenario.isRepetition()).toList();
  }

  /** This holds the tables above to account, and the store to no sync that nothing needs. */
  @ParameterizedTest
  @MethodSource("newStates")
  void eachSyncThatIsLeftOutIsNoticed(Scenario scenario) {
    List<Step> steps = steps(scenario);
    for (int step = 0; step < steps.size(); step++) {
      if (steps.get(step) == Step.SYNC || steps.get(step) == Step.SYNC_FOLDER) {
        PowerCutStore store = prepared(scenario);
        store.forget(step);
        scenario.change().accept(store);
        PowerCutStore after = store.reopen();

        assertThatThrownBy(() -> assertDone(scenario, after, true, "to be noticed"))
            .as("left out: %s, step %d of %s", steps.get(step), step, steps)
            .isInstanceOfAny(
                AssertionError.class, StorageException.class, IllegalArgumentException.class);
      }
    }
  }

  @Test
  void whoeverIsAnsweredInARaceFindsItAgain() {
    for (int seed = 0; seed < 30; seed++) {
      PowerCutStore store = PowerCutStore.in(newFolder());
      store.cutPowerAfter(new Random(seed).nextInt(120));
      PowerCutStore racing = store;
      List<Boolean> answered = Race.of(12, caller -> isPut(racing, caller));

      PowerCutStore after = seed % 2 == 0 ? store.reopen() : store.reopen(seed);

      for (int caller = 0; caller < 12; caller++) {
        Optional<ObjectInfo> found = after.objects().stat(shared(caller));
        assertThat(found.isPresent() || !answered.get(caller))
            .as("caller %d, seed %d", caller, seed)
            .isTrue();
        found.ifPresent(info -> assertThat(info.size()).isEqualTo(6));
      }
    }
  }

  private static boolean isPut(PowerCutStore store, int caller) {
    try {
      store.objects().put(shared(caller), Content.of(Bytes.utf8("object")));
      return true;
    } catch (PowerCut e) {
      return false;
    } catch (StorageException.Unknown | StorageException.Unfit e) {
      assertThat(store.isOff()).as("only with the power may a caller's sync be lost").isTrue();
      return false;
    }
  }

  /** Pairs of callers share a key, and all of them folders. */
  private static ObjectKey shared(int caller) {
    return ObjectKey.of("new/folders/" + caller % 3 + "/" + caller / 2);
  }

  @Test
  void anOpeningMayBeCutAnywhere() throws IOException {
    int steps = 0;
    while (!opensWithin(steps)) {
      steps++;
    }
    assertThat(steps).isGreaterThan(5);
  }

  /** Whether so many steps are enough to open; where not, the next opening gives a whole store. */
  private boolean opensWithin(int steps) throws IOException {
    Path first = newFolder();
    PowerCutDisk disk = new PowerCutDisk(new Platter(first));
    disk.endAfter(steps);
    boolean opened = opens(disk, first);
    Path second = disk.cutPower(newFolder().resolve("second"));
    PowerCutDisk next = new PowerCutDisk(new Platter(second));
    FileStore store = FileStore.open(second.resolve("data/store"), next, Clock.systemUTC());
    store.objects().put(ObjectKey.of("a/b"), Content.of(Bytes.utf8("object")));
    Path third = next.cutPower(newFolder().resolve("third"));
    assertThat(third.resolve("data/store/objects/a/b")).as("after %d", steps).hasContent("object");
    return opened;
  }

  private static boolean opens(Disk disk, Path base) {
    try {
      FileStore.open(base.resolve("data/store"), disk, Clock.systemUTC());
      return true;
    } catch (PowerCut e) {
      return false;
    }
  }

  private PowerCutStore prepared(Scenario scenario) {
    PowerCutStore store = PowerCutStore.in(newFolder());
    scenario.prepare().accept(store);
    return store;
  }

  private Path newFolder() {
    try {
      return Files.createDirectory(folder.resolve("disk-" + disks++));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The steps of the change alone. */
  private List<Step> steps(Scenario scenario) {
    PowerCutStore store = prepared(scenario);
    int before = store.steps().size();
    scenario.change().accept(store);
    return store.steps().subList(before, store.steps().size());
  }

  private static boolean acknowledged(Scenario scenario, PowerCutStore store) {
    try {
      scenario.change().accept(store);
      return true;
    } catch (PowerCut e) {
      return false;
    }
  }

  private static Optional<StorageException> answer(Scenario scenario, PowerCutStore store) {
    try {
      scenario.change().accept(store);
      return Optional.empty();
    } catch (StorageException e) {
      return Optional.of(e);
    }
  }

  private static boolean isUnfit(PowerCutStore store) {
    try {
      store.objects().stat(ObjectKey.of("any"));
      return false;
    } catch (StorageException.Unfit e) {
      return true;
    }
  }

  /** The state is the one before or the one after; the one after, where it has to be. */
  private static void assertDone(
      Scenario scenario, PowerCutStore store, boolean must, String where) {
    boolean done;
    try {
      done = scenario.isDone().test(store);
    } catch (AssertionError e) {
      throw new AssertionError(where, e);
    }
    assertThat(done || !must).as(where).isTrue();
  }
}
