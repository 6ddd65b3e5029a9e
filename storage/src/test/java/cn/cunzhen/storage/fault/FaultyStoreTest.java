package cn.cunzhen.storage.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyStoreTest {
  private static final ObjectKey KEY = ObjectKey.of("records/one");
  private static final ObjectKey HEAD = ObjectKey.of("ledger/head");

  private final MemoryStore real = new MemoryStore(Clock.systemUTC());
  private final FaultyStore store = FaultyStore.over(real);

  @Test
  void withoutAPlanItIsTheStoreItself() {
    store.objects().put(KEY, content("object"));
    store.heads().putOnce(HEAD, Bytes.utf8("value"));

    assertThat(real.objects().get(KEY)).hasContent("object");
    assertThat(store.objects().get(KEY)).hasContent("object");
    assertThat(real.heads().get(HEAD)).isPresent();
  }

  @Test
  void aCallThatFailsBeforeItHappenedHasNotHappened() {
    store.plan(When.next(Operation.PUT), Fault.BEFORE);
    store.plan(When.next(Operation.PUT_ONCE), Fault.BEFORE);

    assertUnknown(() -> store.objects().put(KEY, content("object")));
    assertThat(store.heads().putOnce(HEAD, Bytes.utf8("value"))).isInstanceOf(Write.Unknown.class);

    assertThat(real.objects().stat(KEY)).isEmpty();
    assertThat(real.heads().get(HEAD)).isEmpty();
  }

  @Test
  void aCallThatFailsAfterItHappenedHasHappened() {
    store.plan(When.next(Operation.PUT), Fault.AFTER);
    store.plan(When.next(Operation.PUT_ONCE), Fault.AFTER);

    assertUnknown(() -> store.objects().put(KEY, content("object")));
    assertThat(store.heads().putOnce(HEAD, Bytes.utf8("value"))).isInstanceOf(Write.Unknown.class);

    assertThat(real.objects().get(KEY)).hasContent("object");
    assertThat(value()).contains("value");
  }

  @Test
  void aWriteMayHaveHappenedThatIsSaidToBeRefused() {
    Version first = done(store.heads().putOnce(HEAD, Bytes.utf8("first")));
    store.plan(When.next(Operation.SWAP), Fault.REFUSED);

    assertThat(store.heads().swap(HEAD, first, Bytes.utf8("second")))
        .isEqualTo(new Write.Refused());

    assertThat(value()).contains("second");
  }

  @Test
  void everyOperationCanFail() {
    real.objects().put(KEY, content("object"));
    Version version = done(real.heads().putOnce(HEAD, Bytes.utf8("value")));
    for (Operation operation : Operation.values()) {
      store.plan(When.every(operation, ""), Fault.BEFORE);
    }
    ObjectKey other = ObjectKey.of("other");

    List<Runnable> calls =
        List.of(
            () -> store.objects().put(other, content("object")),
            () -> store.objects().get(KEY),
            () -> store.objects().get(KEY, 0, 1),
            () -> store.objects().stat(KEY),
            () -> store.objects().list(""),
            () -> store.objects().delete(KEY),
            () -> store.objects().lock(KEY, Instant.MAX),
            () -> store.objects().hold(KEY, true),
            () -> store.objects().lockedUntil(KEY),
            () -> store.heads().get(HEAD),
            () -> store.heads().list(""),
            () -> store.heads().delete(HEAD));
    calls.forEach(FaultyStoreTest::assertUnknown);
    assertThat(store.heads().putOnce(other, Bytes.utf8("value"))).isInstanceOf(Write.Unknown.class);
    assertThat(store.heads().swap(HEAD, version, Bytes.utf8("next")))
        .isInstanceOf(Write.Unknown.class);

    assertThat(store.calls().stream().map(Call::operation).distinct())
        .containsExactlyInAnyOrder(Operation.values());
    assertThat(real.objects().list("").map(ObjectInfo::key)).containsExactly(KEY);
    assertThat(real.objects().lockedUntil(KEY)).isEmpty();
    assertThat(real.heads().list("")).containsExactly(HEAD);
    assertThat(value()).contains("value");
    real.objects().delete(KEY);
  }

  @Test
  void aLateWriteHappensWhenItLands() {
    Version first = done(store.heads().putOnce(HEAD, Bytes.utf8("first")));
    store.plan(When.next(Operation.SWAP), Fault.LATE);
    assertThat(store.heads().swap(HEAD, first, Bytes.utf8("late")))
        .isInstanceOf(Write.Unknown.class);
    assertThat(value()).contains("first");
    assertThat(store.late()).isOne();

    store.land();

    assertThat(value()).contains("late");
    assertThat(store.late()).isZero();
  }

  @Test
  void aLateSwapMeetsWhatWasSwappedMeanwhile() {
    Version first = done(store.heads().putOnce(HEAD, Bytes.utf8("first")));
    store.plan(When.next(Operation.SWAP), Fault.LATE);
    store.heads().swap(HEAD, first, Bytes.utf8("late"));
    done(store.heads().swap(HEAD, first, Bytes.utf8("retry")));

    store.land();

    assertThat(value()).contains("retry");
  }

  @Test
  void aLateWriteMayHappenRightBeforeALaterCall() {
    store.plan(When.next(Operation.PUT), Fault.late(2));
    assertUnknown(() -> store.objects().put(KEY, content("object")));

    assertThat(store.objects().stat(KEY)).as("the next call").isEmpty();
    assertThat(store.objects().stat(KEY)).as("the one after it").isPresent();
    assertThat(store.late()).isZero();
  }

  @Test
  void aLatePutKeepsTheBytesOfAFileThatIsGone(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "object");
    store.plan(When.next(Operation.PUT), Fault.LATE);
    assertUnknown(() -> store.objects().put(KEY, new Content.HandedOver(file, 6)));
    Files.delete(file);

    store.land();

    assertThat(real.objects().get(KEY)).hasContent("object");
  }

  @Test
  void aLateWriteThatFailsIsHeardByNobody() {
    store.objects().put(KEY, content("object"));
    store.objects().hold(KEY, true);
    store.plan(When.next(Operation.DELETE), Fault.LATE);
    assertUnknown(() -> store.objects().delete(KEY));

    store.land();

    assertThat(real.objects().stat(KEY)).isPresent();
  }

  @Test
  void aHangingCallIsAnsweredWhenItIsReleased() {
    store.plan(When.next(Operation.PUT_ONCE), Fault.HANG);
    CompletableFuture<Write> answer =
        CompletableFuture.supplyAsync(() -> store.heads().putOnce(HEAD, Bytes.utf8("value")));
    store.awaitHanging(1);

    done(store.heads().putOnce(ObjectKey.of("other"), Bytes.utf8("value")));
    assertThat(answer).isNotDone();
    store.release();

    assertThat(answer.join()).isInstanceOf(Write.Unknown.class);
    assertThat(value()).isEmpty();
  }

  @Test
  void halfAnObjectIsReadAndThenItFails() throws IOException {
    store.objects().put(KEY, content("0123456789"));
    store.plan(When.every(Operation.GET, ""), Fault.HALF);

    for (InputStream half : List.of(store.objects().get(KEY), store.objects().get(KEY, 0, 10))) {
      assertThat(half.readNBytes(5)).asString().isEqualTo("01234");
      assertThatIOException().isThrownBy(half::read);
    }
    assertThatIOException().isThrownBy(() -> store.objects().get(KEY).readAllBytes());
    assertThatIOException().isThrownBy(() -> store.objects().get(KEY, 3, 1).readAllBytes());
  }

  @Test
  void halfAListingIsReadAndThenItFails() {
    for (int i = 0; i < 4; i++) {
      store.objects().put(ObjectKey.of("many/" + i), content("object"));
    }
    store.plan(When.next(Operation.LIST), Fault.HALF);

    List<ObjectKey> seen = new ArrayList<>();
    try (Stream<ObjectInfo> listing = store.objects().list("many/")) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> listing.forEach(info -> seen.add(info.key())));
    }

    assertThat(seen).containsExactly(ObjectKey.of("many/0"), ObjectKey.of("many/1"));
  }

  @Test
  void aPlanStrikesOnceAndOnlyWhereItIsMeantTo() {
    store.plan(When.nth(2, Operation.PUT, "records/"), Fault.BEFORE);

    store.objects().put(ObjectKey.of("ledger/1"), content("object"));
    store.objects().put(ObjectKey.of("records/1"), content("object"));
    store.objects().stat(ObjectKey.of("records/1"));
    store.objects().put(ObjectKey.of("ledger/2"), content("object"));
    assertUnknown(() -> store.objects().put(ObjectKey.of("records/2"), content("object")));
    store.objects().put(ObjectKey.of("records/2"), content("object"));
  }

  @Test
  void severalPlansCountTheSameCalls() {
    store.plan(When.next(Operation.PUT), Fault.BEFORE);
    store.plan(When.nth(2, Operation.PUT, ""), Fault.AFTER);

    assertUnknown(() -> store.objects().put(KEY, content("object")));
    assertThat(real.objects().stat(KEY)).isEmpty();
    assertUnknown(() -> store.objects().put(KEY, content("object")));
    assertThat(real.objects().stat(KEY)).isPresent();
  }

  @Test
  void everyCallIsRemembered() {
    store.objects().put(KEY, content("object"));
    store.objects().list("rec");
    store.heads().putOnce(HEAD, Bytes.utf8("value"));

    assertThat(store.calls())
        .containsExactly(
            new Call(1, Operation.PUT, "records/one"),
            new Call(2, Operation.LIST, "rec"),
            new Call(3, Operation.PUT_ONCE, "ledger/head"));
    assertThat(store.writes()).extracting(Call::number).containsExactly(1, 3);
  }

  @Test
  void onlyAWriteCanBeLate() {
    store.plan(When.next(Operation.STAT), Fault.LATE);

    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> store.objects().stat(KEY));
  }

  private static Content content(String text) {
    return Content.of(Bytes.utf8(text));
  }

  private Optional<String> value() {
    return real.heads().get(HEAD).map(Head::value).map(Bytes::utf8);
  }

  private static void assertUnknown(Runnable call) {
    assertThatExceptionOfType(StorageException.Unknown.class).isThrownBy(call::run);
  }

  private static Version done(Write write) {
    return switch (write) {
      case Write.Done done -> done.version();
      case Write.Refused _ -> throw new AssertionError("refused");
      case Write.Unknown unknown -> throw new AssertionError(unknown.cause());
    };
  }
}
