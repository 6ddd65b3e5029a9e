package cn.cunzhen.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.Write;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One change of a store, which may be asked for again and again.
 *
 * @param prepare what was acknowledged before it
 * @param change returns only if the change was acknowledged
 * @param isDone tells the state after the change from the one before it, and fails on any other
 */
record Scenario(
    String name,
    Consumer<Store> prepare,
    Consumer<PowerCutStore> change,
    Predicate<PowerCutStore> isDone) {
  private static final String REPETITION = "the same object again";
  private static final String OURS = "ours-";
  private static final ObjectKey KEY = ObjectKey.of("records/0a/1b/id/v1.zip");
  private static final ObjectKey SIBLING = ObjectKey.of("records/0a/1b/id/v2.zip");
  private static final Bytes OBJECT = Bytes.utf8("an object ".repeat(50));
  private static final ObjectKey HEAD = ObjectKey.of("state/people/head");
  private static final Bytes FIRST = Bytes.utf8("first value");
  private static final Bytes SECOND = Bytes.utf8("second value, longer");
  private static final Bytes FIFTH = Bytes.utf8("a fifth value");
  private static final Bytes LONG = Bytes.utf8("a long value ".repeat(100));
  private static final Bytes HUGE = Bytes.utf8("a huge value ".repeat(10_000));
  private static final Instant EARLY = Instant.parse("2031-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2071-01-01T00:00:00Z");

  static List<Scenario> all() {
    return List.of(
        object("an object in new folders", store -> {}, Scenario::put),
        object(
            "an object beside another",
            store -> store.objects().put(SIBLING, Content.of(OBJECT)),
            Scenario::put),
        object("an object handed over", store -> {}, Scenario::handOver),
        object(REPETITION, Scenario::put, Scenario::put),
        deletion("an object deleted", Scenario::put),
        deletion("an object deleted after its lock", Scenario::putWithPastLock),
        lock("a first lock", Scenario::put, Optional.empty()),
        lock("a longer lock", Scenario::putWithLock, Optional.of(EARLY)),
        new Scenario(
            "a hold", Scenario::put, store -> store.objects().hold(KEY, true), Scenario::isHeld),
        new Scenario(
            "a hold lifted",
            store -> {
              put(store);
              store.objects().hold(KEY, true);
            },
            store -> store.objects().hold(KEY, false),
            store -> !isHeld(store)),
        putOnce(),
        swap(),
        oftenSwapped("a head swapped often", LONG, FIFTH),
        oftenSwapped("a head swapped often, for a longer value", FIFTH, LONG),
        oftenSwapped("a head swapped often, for one that takes another file", FIFTH, HUGE),
        new Scenario(
            "a head deleted",
            store -> write(store, FIRST),
            store -> store.heads().delete(HEAD),
            store -> oneOf(value(store), Optional.empty(), Optional.of(FIRST))));
  }

  static Scenario putOnce() {
    return head("a head put once", store -> {}, FIRST, Optional.empty());
  }

  static Scenario swap() {
    return head("a head swapped", store -> write(store, FIRST), SECOND, Optional.of(FIRST));
  }

  /** Of a head that was put and swapped four times. */
  private static Scenario oftenSwapped(String name, Bytes before, Bytes after) {
    return head(
        name,
        store -> {
          for (int i = 0; i < 4; i++) {
            write(store, Bytes.utf8("value " + i + " ".repeat(100 * i)));
          }
          write(store, before);
        },
        after,
        Optional.of(before));
  }

  static List<Scenario> swaps() {
    return Stream.concat(
            Stream.of(putOnce(), swap()),
            all().stream().filter(each -> each.name().contains("swapped often")))
        .toList();
  }

  /** Whether the file in the spool is one that a scenario hands over. */
  static boolean isOurs(Path file) {
    return file.getFileName().toString().startsWith(OURS);
  }

  /** Whether the state is the same before it and after it. */
  boolean isRepetition() {
    return name.equals(REPETITION);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Scenario object(
      String name, Consumer<Store> prepare, Consumer<PowerCutStore> change) {
    return new Scenario(
        name,
        prepare,
        change,
        store -> oneOf(object(store), Optional.of(OBJECT), Optional.empty()));
  }

  private static Scenario deletion(String name, Consumer<Store> prepare) {
    return new Scenario(
        name,
        prepare,
        store -> store.objects().delete(KEY),
        store -> {
          boolean gone = oneOf(object(store), Optional.empty(), Optional.of(OBJECT));
          assertThat(gone && protection(store).isPresent()).as("protected though gone").isFalse();
          return gone;
        });
  }

  private static Scenario lock(String name, Consumer<Store> prepare, Optional<Instant> before) {
    return new Scenario(
        name,
        prepare,
        store -> store.objects().lock(KEY, LATE),
        store -> oneOf(store.objects().lockedUntil(KEY), Optional.of(LATE), before));
  }

  private static Scenario head(
      String name, Consumer<Store> prepare, Bytes after, Optional<Bytes> before) {
    return new Scenario(
        name,
        prepare,
        store -> write(store, after),
        store -> oneOf(value(store), Optional.of(after), before));
  }

  private static <T> boolean oneOf(T found, T after, T before) {
    assertThat(found).isIn(after, before);
    return found.equals(after);
  }

  private static void put(Store store) {
    store.objects().put(KEY, Content.of(OBJECT));
  }

  private static void handOver(PowerCutStore store) {
    try {
      Path file = store.spool().resolve(OURS + UUID.randomUUID());
      Files.write(file, OBJECT.toArray());
      store.objects().put(KEY, Content.handOver(file));
      Files.delete(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void putWithLock(Store store) {
    put(store);
    store.objects().lock(KEY, EARLY);
  }

  private static void putWithPastLock(Store store) {
    put(store);
    store.objects().lock(KEY, Instant.EPOCH);
  }

  /** Puts the value once, or swaps it in, unless it is there. */
  private static void write(Store store, Bytes value) {
    Optional<Head> head = store.heads().get(HEAD);
    if (head.map(Head::value).equals(Optional.of(value))) {
      return;
    }
    Write write =
        head.isEmpty()
            ? store.heads().putOnce(HEAD, value)
            : store.heads().swap(HEAD, head.get().version(), value);
    switch (write) {
      case Write.Done _ -> {}
      case Write.Refused _ -> throw new AssertionError("refused though nobody else writes");
      case Write.Unknown unknown -> throw unknown.cause();
    }
  }

  private static Optional<Bytes> object(Store store) {
    try (InputStream stream = store.objects().get(KEY)) {
      return Optional.of(Bytes.of(stream.readAllBytes()));
    } catch (StorageException.Missing e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Bytes> value(Store store) {
    return store.heads().get(HEAD).map(Head::value);
  }

  private static boolean isHeld(PowerCutStore store) {
    return protection(store).orElse(Protection.NONE).held();
  }

  /** What the store keeps about the object, whether there is one or not. */
  private static Optional<Protection> protection(PowerCutStore store) {
    Path file = store.root().resolve("locks").resolve(KEY.value());
    try {
      return Files.exists(file)
          ? Optional.of(Protection.parse(Bytes.of(Files.readAllBytes(file))))
          : Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
