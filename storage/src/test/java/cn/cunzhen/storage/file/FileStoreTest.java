package cn.cunzhen.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Race;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Write;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a store of files has to show; the contracts' suites and PowerCutTest show the rest. */
class FileStoreTest {
  private static final ObjectKey KEY = ObjectKey.of("records/one.zip");
  private static final ObjectKey HEAD = ObjectKey.of("ledger/head");

  @TempDir Path folder;
  private Path root;
  private FileStore store;

  @BeforeEach
  void open() {
    root = folder.resolve("data/store");
    store = FileStore.open(root);
  }

  @Test
  void anObjectIsAFileOfItsName() {
    store.objects().put(KEY, content("object"));

    assertThat(root.resolve("objects/records/one.zip")).hasContent("object");
  }

  @Test
  void whatAnotherOpeningFindsIsTheSame() {
    store.objects().put(KEY, content("object"));
    store.objects().hold(KEY, true);
    store.heads().putOnce(HEAD, Bytes.utf8("value"));

    FileStore again = FileStore.open(root);

    assertThat(again.objects().get(KEY)).hasContent("object");
    assertThat(again.heads().get(HEAD)).map(Head::value).contains(Bytes.utf8("value"));
    assertThatExceptionOfType(StorageException.Locked.class)
        .isThrownBy(() -> again.objects().delete(KEY));
  }

  @Test
  void onlyItsOwnerMayEnterAFolderThatItMade() throws IOException {
    store.objects().put(KEY, content("object"));

    for (Path made : List.of(root, root.resolve("objects"), root.resolve("objects/records"))) {
      assertThat(Files.getPosixFilePermissions(made)).as("%s", made).hasSize(3);
    }
  }

  @Test
  void whatIsNotTheStoresIsLeftAloneAndNotListed() throws IOException {
    Files.writeString(root.resolve("notes.txt"), "foreign");
    Files.createDirectory(root.resolve("backup"));
    Files.writeString(root.resolve("objects/.hidden"), "foreign");
    Files.writeString(root.resolve("objects/not a key"), "foreign");
    Files.createDirectory(root.resolve("objects/lost+found"));
    Files.writeString(root.resolve("objects/lost+found/x"), "foreign");
    store.objects().put(KEY, content("object"));

    FileStore again = FileStore.open(root);

    assertThat(again.objects().list("").map(ObjectInfo::key)).containsExactly(KEY);
    assertThat(root.resolve("notes.txt")).hasContent("foreign");
    assertThat(root.resolve("backup")).isDirectory();
    assertThat(root.resolve("objects/lost+found/x")).hasContent("foreign");
  }

  @Test
  void whatWasInTheMakingIsRemovedWhenItIsOlderThanADay() throws IOException {
    Path old = Files.writeString(store.spool().resolve("old"), "half a file");
    Path young = Files.writeString(store.spool().resolve("young"), "half a file");
    Path node = Files.createDirectory(store.spool().resolve("node"));
    Path below = Files.writeString(node.resolve("old"), "half a file");
    FileTime abandoned = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
    Files.setLastModifiedTime(old, abandoned);
    Files.setLastModifiedTime(below, abandoned);
    Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofHours(23))));

    FileStore.open(root);

    assertThat(old).doesNotExist();
    assertThat(below).doesNotExist();
    assertThat(node).exists();
    assertThat(young).exists();
  }

  @Test
  void aHandedOverFileIsNotCopiedOnItsOwnFilesystem() throws IOException {
    Path file = Files.writeString(store.spool().resolve("mine"), "object");

    store.objects().put(KEY, Content.handOver(file));

    assertThat(Files.isSameFile(file, root.resolve("objects/records/one.zip"))).isTrue();
    assertThat(store.spool().toFile().list()).containsExactly("mine");
  }

  @Test
  void aHandedOverFileOfAnotherFilesystemIsCopied() throws IOException {
    Path elsewhere = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(elsewhere));
    assumeTrue(!Files.getFileStore(elsewhere).equals(Files.getFileStore(root)));
    Path file = Files.createTempFile(elsewhere, "cunzhen", "");
    try {
      Files.writeString(file, "object");

      store.objects().put(KEY, Content.handOver(file));

      assertThat(store.objects().get(KEY)).hasContent("object");
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aSymbolicLinkThatIsHandedOverStandsForItsFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "object");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    store.objects().put(KEY, Content.handOver(link));

    assertThat(Files.isSymbolicLink(root.resolve("objects/records/one.zip"))).isFalse();
    assertThat(store.objects().get(KEY)).hasContent("object");
  }

  @Test
  void aKeyThatIsAFolderOfAnotherIsAConflict() {
    store.objects().put(ObjectKey.of("a/b"), content("b"));
    store.heads().putOnce(ObjectKey.of("a/b"), Bytes.utf8("b"));

    for (String other : List.of("a", "a/b/c", "a/b/c/d")) {
      ObjectKey key = ObjectKey.of(other);
      assertThatExceptionOfType(StorageException.Conflict.class)
          .as(other)
          .isThrownBy(() -> store.objects().put(key, content("other")));
      assertThatExceptionOfType(StorageException.Conflict.class)
          .as(other)
          .isThrownBy(() -> store.heads().putOnce(key, Bytes.utf8("other")));
      assertThat(store.objects().stat(key)).isEmpty();
      assertThat(store.heads().get(key)).isEmpty();
      store.objects().delete(key);
      store.heads().delete(key);
    }
    assertThat(store.objects().get(ObjectKey.of("a/b"))).hasContent("b");
    assertThat(store.spool().toFile().list()).isEmpty();
  }

  @Test
  void aFileThatBecomesShorterWhileItIsReadIsNoticed() throws IOException {
    store.objects().put(KEY, content("0123456789"));

    try (InputStream stream = store.objects().get(KEY)) {
      assertThat(stream.readNBytes(3)).hasSize(3);
      shorten(root.resolve("objects/records/one.zip"), 5);

      assertThatIOException().isThrownBy(stream::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  private static void shorten(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  @Test
  void whereWhatProtectsAnObjectIsDamagedNothingIsDeleted() throws IOException {
    store.objects().put(KEY, content("object"));
    store.objects().lock(KEY, Instant.EPOCH);
    Files.writeString(root.resolve("locks/records/one.zip"), "1970");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.objects().delete(KEY))
        .withMessageContaining("damaged");
    assertThat(store.objects().get(KEY)).hasContent("object");
  }

  @Test
  void aFolderThatIsAFileIsUnfit() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertThatExceptionOfType(StorageException.Unfit.class).isThrownBy(() -> FileStore.open(file));
    assertThatExceptionOfType(StorageException.Unfit.class)
        .isThrownBy(() -> FileStore.open(file.resolve("below")));
  }

  @Test
  void severalOpeningsInOneProcessLoseNoUpdate() {
    store.heads().putOnce(HEAD, Bytes.utf8("0 start"));
    List<FileStore> openings = List.of(store, FileStore.open(root), FileStore.open(root));

    Race.of(
        6,
        caller -> {
          for (int i = 0; i < 20; i++) {
            Counting.increment(openings.get(caller % 3).heads(), HEAD, caller + "." + i);
          }
          return caller;
        });

    assertThat(Counting.count(store.heads(), HEAD)).isEqualTo(120);
  }

  /** An interrupt may end a call that has had no effect yet; it never makes the store unfit. */
  @Test
  void interruptsDoNoHarm() throws InterruptedException {
    Random chance = new Random(7);
    AtomicBoolean done = new AtomicBoolean();
    List<ObjectKey> answered = new CopyOnWriteArrayList<>();
    Thread worker =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; answered.size() < 100; i++) {
                putInterruptibly(ObjectKey.of("interrupted/" + i), answered);
              }
              done.set(true);
            });
    while (!done.get()) {
      worker.interrupt();
      worker.join(Duration.ofNanos(chance.nextInt(3_000_000)));
    }

    for (ObjectKey key : answered) {
      assertThat(store.objects().get(key)).hasContent("object");
    }
    assertThat(store.heads().putOnce(HEAD, Bytes.utf8("v"))).isInstanceOf(Write.Done.class);
  }

  private void putInterruptibly(ObjectKey key, List<ObjectKey> answered) {
    try {
      store.objects().put(key, content("object"));
      answered.add(key);
    } catch (StorageException e) {
      assertThat(e).isNotInstanceOf(StorageException.Unfit.class);
      assertThat(e).isNotInstanceOf(StorageException.Unknown.class);
    } finally {
      Thread.interrupted();
    }
  }

  private static Content content(String text) {
    return Content.of(Bytes.utf8(text));
  }
}
