package cn.cunzhen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link Objects} promises, sentence by sentence; every store's suite extends this one.
 *
 * <p>A store that can lock extends {@link LocksContract} instead. All keys of one test lie below a
 * name of its own, so the store may hold other objects.
 */
public abstract class ObjectsContract {
  private static final long SEED = 20_261_121;

  private final String top = "contract/" + UUID.randomUUID();

  @TempDir protected Path folder;

  /** The objects of a store that is fit and has room. */
  protected abstract Objects objects();

  /** How many objects a long listing has: more than any store answers at once. */
  protected int manyObjects() {
    return 1_050;
  }

  protected final ObjectKey key(String name) {
    return ObjectKey.of(top + "/" + name);
  }

  @Test
  void anObjectIsReadBackAsItWasPut() {
    for (int size : new int[] {0, 1, 2, 511, 4_096, 65_537, 1 << 20, (5 << 20) + 1}) {
      Bytes bytes = bytes(size);
      ObjectKey key = key("size-" + size);

      objects().put(key, Content.of(bytes));

      assertThat(read(objects().get(key))).as("%d bytes, seed %d", size, SEED).isEqualTo(bytes);
      assertThat(objects().stat(key).orElseThrow().size()).isEqualTo(size);
    }
  }

  @Test
  void anEmptyObjectIsAnObject() {
    ObjectKey key = key("empty");

    objects().put(key, Content.of(bytes(0)));

    assertThat(objects().stat(key)).isPresent();
    assertThat(read(objects().get(key, 0, 0)).size()).isZero();
    assertThat(listed("empty")).containsExactly(key);
  }

  @Test
  void aHandedOverFileIsStoredWhole() throws IOException {
    for (int size : new int[] {0, 3, 300_000}) {
      Bytes bytes = bytes(size);
      Path file = Files.write(folder.resolve("handed-over-" + size), bytes.toArray());

      objects().put(key("handed-over-" + size), Content.handOver(file));

      assertThat(file).as("the first name stays with the caller").exists();
      Files.delete(file);
      assertThat(read(objects().get(key("handed-over-" + size)))).isEqualTo(bytes);
    }
  }

  @Test
  void aFileThatIsNotAsLongAsItSaysIsNotStored() throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes(100).toArray());

    for (long wrong : new long[] {0, 99, 101}) {
      ObjectKey key = key("wrong-" + wrong);

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> objects().put(key, new Content.HandedOver(file, wrong)));
      assertThat(objects().stat(key)).isEmpty();
    }
  }

  @Test
  void aFileThatIsGoneIsNotStored() {
    ObjectKey key = key("gone");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () -> objects().put(key, new Content.HandedOver(folder.resolve("not-there"), 1)));
    assertThat(objects().stat(key)).isEmpty();
  }

  @Test
  void everyRangeOfAnObjectIsReadBack() {
    Bytes bytes = bytes(9);
    objects().put(key("ranges"), Content.of(bytes));

    for (int from = 0; from <= bytes.size(); from++) {
      for (int to = from; to <= bytes.size(); to++) {
        assertThat(read(objects().get(key("ranges"), from, to - from)))
            .as("from %d to %d", from, to)
            .isEqualTo(bytes.slice(from, to));
      }
    }
  }

  @Test
  void aRangeDeepInALargeObjectIsReadBack() {
    Bytes bytes = bytes(3 << 20);
    objects().put(key("large"), Content.of(bytes));

    assertThat(read(objects().get(key("large"), (2 << 20) - 7, 70_000)))
        .isEqualTo(bytes.slice((2 << 20) - 7, (2 << 20) - 7 + 70_000));
  }

  @Test
  void aRangeOutsideTheObjectIsRefused() {
    objects().put(key("ranges"), Content.of(bytes(9)));
    objects().put(key("empty"), Content.of(bytes(0)));

    long[][] outside = {
      {-1, 1}, {0, -1}, {0, 10}, {9, 1}, {10, 0}, {10, -1}, {1, Long.MAX_VALUE}, {Long.MAX_VALUE, 1}
    };
    for (long[] range : outside) {
      assertThatIllegalArgumentException()
          .as("%d bytes from %d", range[1], range[0])
          .isThrownBy(() -> objects().get(key("ranges"), range[0], range[1]));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> objects().get(key("empty"), 0, 1));
  }

  @Test
  void whatWasNeverPutIsMissing() {
    ObjectKey key = key("never");

    assertThatExceptionOfType(StorageException.Missing.class).isThrownBy(() -> objects().get(key));
    assertThatExceptionOfType(StorageException.Missing.class)
        .isThrownBy(() -> objects().get(key, 0, 1));
    assertThat(objects().stat(key)).isEmpty();
    assertThat(objects().lockedUntil(key)).isEmpty();
    assertThat(listed("")).isEmpty();
  }

  @Test
  void theFolderOfAnObjectIsNoObject() {
    objects().put(key("folder/object"), Content.of(bytes(1)));

    assertThat(objects().stat(key("folder"))).isEmpty();
    assertThatExceptionOfType(StorageException.Missing.class)
        .isThrownBy(() -> objects().get(key("folder")));
    objects().delete(key("folder"));
    assertThat(objects().stat(key("folder/object"))).isPresent();
  }

  @Test
  void theStoresDateIsTheTimeOfThePut() throws IOException {
    Path old = Files.write(folder.resolve("old"), bytes(5).toArray());
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

    objects().put(key("put"), Content.of(bytes(5)));
    objects().put(key("handed-over"), Content.handOver(old));

    for (String name : List.of("put", "handed-over")) {
      assertThat(objects().stat(key(name)).orElseThrow().modified())
          .as(name)
          .isCloseTo(Instant.now(), within(2, ChronoUnit.MINUTES));
    }
  }

  @Test
  void puttingTheSameAgainChangesNothing() throws IOException {
    Bytes bytes = bytes(1_000);
    Path file = Files.write(folder.resolve("file"), bytes.toArray());
    objects().put(key("same"), Content.of(bytes));

    objects().put(key("same"), Content.of(bytes));
    objects().put(key("same"), Content.handOver(file));

    assertThat(read(objects().get(key("same")))).isEqualTo(bytes);
    assertThat(listed("")).containsExactly(key("same"));
  }

  @Test
  void anotherSizeUnderAKeyIsAConflictAndTheObjectStays() throws IOException {
    Bytes bytes = bytes(1_000);
    Path file = Files.write(folder.resolve("file"), bytes(1_001).toArray());
    objects().put(key("conflict"), Content.of(bytes));

    for (Content other :
        List.of(Content.of(bytes(999)), Content.of(bytes(0)), Content.handOver(file))) {
      assertThatExceptionOfType(StorageException.Conflict.class)
          .isThrownBy(() -> objects().put(key("conflict"), other));
    }

    assertThat(read(objects().get(key("conflict")))).isEqualTo(bytes);
  }

  @Test
  void aListingIsInTheOrderOfTheKeys() {
    List<ObjectKey> keys =
        putAll("b", "a/c", "a-b", "a/b/c", "a.b", "a0", "A/z", "_", "a_", "a/b-c", "a/b.c", "-x/y");

    assertThat(listed("")).containsExactlyElementsOf(keys.stream().sorted().toList());
  }

  @Test
  void aPrefixNeedNotEndAtAFolder() {
    putAll("a/b/1", "a/b/22", "a/b/23", "a/bc", "a/b.x", "ab", "b/a");

    assertThat(listed("a/b/2")).containsExactly(key("a/b/22"), key("a/b/23"));
    assertThat(listed("a/b/")).containsExactly(key("a/b/1"), key("a/b/22"), key("a/b/23"));
    assertThat(listed("a/b"))
        .containsExactly(key("a/b.x"), key("a/b/1"), key("a/b/22"), key("a/b/23"), key("a/bc"));
    assertThat(listed("a/bc")).containsExactly(key("a/bc"));
    assertThat(listed("a")).hasSize(6);
    assertThat(listed("a/bc/")).isEmpty();
    assertThat(listed("a/c")).isEmpty();
    assertThat(listed("c/d/e")).isEmpty();
  }

  @Test
  void aPrefixThatNoKeyCanHaveListsNothing() {
    putAll("a/b");

    for (String prefix : List.of("/", "../", "..", "./", ".", "a//", "a\\", "*", " ", "档案")) {
      assertThat(keys(prefix)).as(prefix).isEmpty();
      assertThat(listed(prefix)).as(prefix).isEmpty();
    }
    assertThat(keys("")).contains(key("a/b"));
  }

  @Test
  void aListingKnowsSizeAndDate() {
    objects().put(key("one"), Content.of(bytes(77)));

    try (Stream<ObjectInfo> listing = objects().list(key("one").value())) {
      assertThat(listing).containsExactly(objects().stat(key("one")).orElseThrow());
    }
  }

  @Test
  void aLongListingHasEveryObjectOnceAndMayBeLeftEarly() {
    Race.of(
        25,
        caller -> {
          for (int i = caller; i < manyObjects(); i += 25) {
            objects().put(key("many/" + i), Content.of(Bytes.utf8("object " + i)));
          }
          return caller;
        });
    List<ObjectKey> expected =
        IntStream.range(0, manyObjects()).mapToObj(i -> key("many/" + i)).sorted().toList();

    assertThat(listed("many/")).isEqualTo(expected);
    try (Stream<ObjectInfo> listing = objects().list(key("many").value())) {
      assertThat(listing.limit(3).map(ObjectInfo::key)).isEqualTo(expected.subList(0, 3));
    }
  }

  @Test
  void putsAndDeletesDuringAListingDisturbNoOtherObject() {
    List<ObjectKey> staying =
        putAll(IntStream.range(0, 60).mapToObj(i -> "stay/" + i).toArray(String[]::new));
    putAll(IntStream.range(0, 20).mapToObj(i -> "stay/" + i + "-goes").toArray(String[]::new));

    List<ObjectKey> seen = new ArrayList<>();
    try (Stream<ObjectInfo> listing = objects().list(key("stay").value() + "/")) {
      listing.forEach(info -> {
        if (seen.size() < 20) {
          objects().delete(key("stay/" + seen.size() + "-goes"));
          objects().put(key("stay/" + seen.size() + "-comes"), Content.of(bytes(1)));
        }
        seen.add(info.key());
      });
    }

    assertThat(seen).doesNotHaveDuplicates().isSorted().containsAll(staying);
  }

  @Test
  void aDeletedObjectIsGoneAndMayBePutAgain() {
    putAll("gone", "stays");

    objects().delete(key("gone"));
    objects().delete(key("gone"));
    objects().delete(key("never-there/at-all"));

    assertThat(objects().stat(key("gone"))).isEmpty();
    assertThatExceptionOfType(StorageException.Missing.class)
        .isThrownBy(() -> objects().get(key("gone")));
    assertThat(listed("")).containsExactly(key("stays"));
    objects().put(key("gone"), Content.of(bytes(12)));
    assertThat(read(objects().get(key("gone")))).isEqualTo(bytes(12));
  }

  @Test
  void aKeyMayBeAsLongAsKeysMay() {
    String segment = "s".repeat(ObjectKey.MAX_SEGMENT);
    int rest = ObjectKey.MAX_LENGTH - key(segment).value().length() - 1;
    ObjectKey longest = key(segment + "/" + "k".repeat(rest));

    objects().put(longest, Content.of(bytes(4)));

    assertThat(longest.value()).hasSize(ObjectKey.MAX_LENGTH);
    assertThat(read(objects().get(longest))).isEqualTo(bytes(4));
    assertThat(listed("s")).containsExactly(longest);
  }

  @Test
  void manyMayPutTheSameObjectAtOnce() throws IOException {
    Bytes bytes = bytes(300_000);
    Path file = Files.write(folder.resolve("same"), bytes.toArray());

    Race.of(
            16,
            caller -> {
              Content content = caller % 2 == 0 ? Content.of(bytes) : handOver(file);
              objects().put(key("new/folder/same"), content);
              return read(objects().get(key("new/folder/same")));
            })
        .forEach(seen -> assertThat(seen).isEqualTo(bytes));
  }

  @Test
  void manyMayPutIntoOneNewFolderAtOnce() {
    Race.of(
        32,
        caller -> {
          objects().put(key("new/er/folder/" + caller), Content.of(bytes(caller)));
          return read(objects().get(key("new/er/folder/" + caller))).size();
        });

    assertThat(listed("new/er/folder/")).hasSize(32);
  }

  @Test
  void readersSeeNothingOrTheWholeObject() {
    for (int round = 0; round < 5; round++) {
      ObjectKey key = key("whole-" + round);
      Bytes bytes = bytes(2 << 20);
      CompletableFuture<Void> put =
          CompletableFuture.runAsync(() -> objects().put(key, Content.of(bytes)));

      int looks = 0;
      while (!put.isDone() || looks == 0) {
        looks++;
        objects().stat(key).ifPresent(info -> assertThat(info.size()).isEqualTo(bytes.size()));
        try (Stream<ObjectInfo> listing = objects().list(key.value())) {
          listing.forEach(info -> assertThat(info.size()).isEqualTo(bytes.size()));
        }
        present(key).ifPresent(seen -> assertThat(seen).isEqualTo(bytes));
      }
      put.join();
      assertThat(present(key)).contains(bytes);
    }
  }

  /** Puts under each name the name itself. */
  protected final List<ObjectKey> putAll(String... names) {
    List<ObjectKey> keys = new ArrayList<>();
    for (String name : names) {
      objects().put(key(name), Content.of(Bytes.utf8(name)));
      keys.add(key(name));
    }
    return keys;
  }

  /** What the store lists below this test's own name. */
  protected final List<ObjectKey> listed(String prefix) {
    return keys(top + "/" + prefix);
  }

  private List<ObjectKey> keys(String prefix) {
    try (Stream<ObjectInfo> listing = objects().list(prefix)) {
      return listing.map(ObjectInfo::key).toList();
    }
  }

  private Optional<Bytes> present(ObjectKey key) {
    InputStream stream;
    try {
      stream = objects().get(key);
    } catch (StorageException.Missing e) {
      return Optional.empty();
    }
    return Optional.of(read(stream));
  }

  private static Content handOver(Path file) {
    try {
      return Content.handOver(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  protected static Bytes read(InputStream stream) {
    try (stream) {
      return Bytes.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError("the object could not be read to its end", e);
    }
  }

  private static Bytes bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(SEED).nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
