package cn.cunzhen.storage.file;

import static cn.cunzhen.storage.file.Step.CREATE;
import static cn.cunzhen.storage.file.Step.DELETE;
import static cn.cunzhen.storage.file.Step.FILL;
import static cn.cunzhen.storage.file.Step.LINK;
import static cn.cunzhen.storage.file.Step.MAKE_FOLDER;
import static cn.cunzhen.storage.file.Step.OVERWRITE;
import static cn.cunzhen.storage.file.Step.RENAME;
import static cn.cunzhen.storage.file.Step.SYNC;
import static cn.cunzhen.storage.file.Step.SYNC_FOLDER;
import static cn.cunzhen.storage.file.Step.TOUCH;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each change costs in steps on the disk: no sync is made that nothing needs. */
class DiskCostTest {
  private static final Content CONTENT = Content.of(Bytes.utf8("object"));
  private static final ObjectKey KEY = ObjectKey.of("records/0a/id/v1");
  private static final ObjectKey HEAD = ObjectKey.of("ledger/head");
  private static final Bytes FIRST = Bytes.utf8("first");
  private static final Bytes SECOND = Bytes.utf8("second");

  @TempDir(factory = RamFolder.class)
  Path folder;

  private PowerCutStore store;

  @BeforeEach
  void open() {
    store = PowerCutStore.in(folder);
  }

  @Test
  void anObjectInAKnownFolder() {
    store.objects().put(ObjectKey.of("records/0a/id/v0"), CONTENT);

    assertThat(stepsOf(() -> store.objects().put(KEY, CONTENT)))
        .containsExactly(CREATE, FILL, SYNC, LINK, DELETE, SYNC_FOLDER);
  }

  @Test
  void anObjectInANewFolder() {
    store.objects().put(ObjectKey.of("records/0a/other/v1"), CONTENT);

    assertThat(stepsOf(() -> store.objects().put(KEY, CONTENT)))
        .containsExactly(CREATE, FILL, SYNC, MAKE_FOLDER, LINK, DELETE, SYNC_FOLDER, SYNC_FOLDER);
  }

  @Test
  void anObjectHandedOver() throws IOException {
    store.objects().put(ObjectKey.of("records/0a/id/v0"), CONTENT);
    Content file = Content.handOver(Files.writeString(store.spool().resolve("f"), "object"));

    assertThat(stepsOf(() -> store.objects().put(KEY, file)))
        .containsExactly(LINK, TOUCH, SYNC, LINK, DELETE, SYNC_FOLDER);
  }

  @Test
  void anObjectThatIsThere() {
    store.objects().put(KEY, CONTENT);

    assertThat(stepsOf(() -> store.objects().put(KEY, CONTENT))).containsExactly(SYNC_FOLDER);
  }

  @Test
  void aSwap() {
    store.heads().putOnce(HEAD, FIRST);

    assertThat(stepsOf(() -> store.heads().swap(HEAD, Version.of(FIRST), SECOND)))
        .containsExactly(CREATE, FILL, SYNC, RENAME, SYNC_FOLDER);
  }

  @Test
  void aSwapOfAHeadThatIsSwappedOften() {
    store.heads().putOnce(HEAD, FIRST);
    Bytes last = FIRST;
    for (int i = 0; i < 4; i++) {
      Bytes next = Bytes.utf8("value " + i);
      store.heads().swap(HEAD, Version.of(last), next);
      last = next;
    }
    Version expected = Version.of(last);
    Bytes longer = Bytes.utf8("a longer value");

    assertThat(stepsOf(() -> store.heads().swap(HEAD, expected, longer)))
        .containsExactly(OVERWRITE, SYNC, OVERWRITE);
    assertThat(stepsOf(() -> store.heads().swap(HEAD, Version.of(longer), SECOND)))
        .as("a shorter one, so that nothing stays of what it lets go")
        .containsExactly(CREATE, FILL, SYNC, RENAME, SYNC_FOLDER);
  }

  @Test
  void aSwapThatIsRefused() {
    store.heads().putOnce(HEAD, FIRST);

    assertThat(stepsOf(() -> store.heads().swap(HEAD, Version.of(SECOND), SECOND))).isEmpty();
  }

  @Test
  void whatIsReadAgain() {
    store.objects().put(KEY, CONTENT);
    store.heads().putOnce(HEAD, FIRST);

    assertThat(stepsOf(() -> store.heads().get(HEAD))).isEmpty();
    assertThat(stepsOf(() -> store.objects().get(KEY))).isEmpty();
    assertThat(stepsOf(() -> store.objects().list(""))).isEmpty();
  }

  @Test
  void aHeadThatAnotherProcessWroteIsSyncedOnce() {
    store.heads().putOnce(HEAD, FIRST);
    store = store.restart();

    assertThat(stepsOf(() -> store.heads().get(HEAD)))
        .containsExactly(SYNC, SYNC_FOLDER, SYNC_FOLDER);
    assertThat(stepsOf(() -> store.heads().get(HEAD))).isEmpty();
  }

  private List<Step> stepsOf(Runnable change) {
    int before = store.steps().size();
    change.run();
    return store.steps().subList(before, store.steps().size());
  }
}
