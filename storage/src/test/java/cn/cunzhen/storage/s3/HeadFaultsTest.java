package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What becomes of heads when the wire fails. */
class HeadFaultsTest extends Wired {
  private static final Bytes FIRST = Bytes.utf8("first");
  private static final Bytes SECOND = Bytes.utf8("second");

  private final ObjectKey other = ObjectKey.of(key + "-other");

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REFUSED_WITH_AN_ECHO")
  void aConditionalWriteIsSentOnceAndUnknownWhateverBefallsIt(Fault fault)
      throws InterruptedException {
    Version first = done(store.heads().putOnce(key, FIRST));
    wire.heal();
    wire.plan(is("PUT", key), fault);
    wire.plan(is("PUT", other), fault);

    assertThat(store.heads().swap(key, first, SECOND)).isInstanceOf(Write.Unknown.class);
    assertThat(store.heads().putOnce(other, FIRST)).isInstanceOf(Write.Unknown.class);

    assertThat(wire.seen(is("PUT", key))).isEqualTo(1);
    assertThat(wire.seen(is("PUT", other))).isEqualTo(1);
    wire.awaitIdle();
    assertThat(value(key)).isEqualTo(fault.isCarriedOut() ? SECOND : FIRST);
    assertThat(store.heads().get(other).isPresent()).isEqualTo(fault.isCarriedOut());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REFUSED_WITH_AN_ECHO")
  void aReadOutlivesOneFault(Fault fault) {
    done(store.heads().putOnce(key, FIRST));
    wire.plan(is("GET", key), fault);

    assertThat(value(key)).isEqualTo(FIRST);
  }

  @Test
  void aReadThatKeepsFailingIsNotMistakenForAMissingHead() {
    done(store.heads().putOnce(key, FIRST));
    wire.plan(is("GET", key), always(Fault.CUT_BEFORE_READING));

    assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.heads().get(key));
  }

  @Test
  void aRefusalThatIsNotAboutTheConditionIsAnError() {
    wire.plan(is("PUT", key), Fault.REFUSED_WITH_AN_ECHO);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.heads().putOnce(key, FIRST))
        .isNotInstanceOf(StorageException.Unknown.class);
  }

  @Test
  void aWriteThatNeverLeftIsTriedAgainUntilTheServerIsThere() throws IOException {
    wire.refuse();
    Executor later = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);
    CompletableFuture<Void> listening = CompletableFuture.runAsync(HeadFaultsTest::listen, later);

    done(store.heads().putOnce(key, FIRST));

    listening.join();
    assertThat(value(key)).isEqualTo(FIRST);
    assertThat(wire.seen(is("PUT", key))).isEqualTo(1);
  }

  @Test
  void aWriteThatNeverLeftHadNoEffect() throws IOException {
    wire.refuse();

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.heads().putOnce(key, FIRST))
        .isNotInstanceOf(StorageException.Unknown.class);

    listen();
    assertThat(store.heads().get(key)).isEmpty();
  }

  private static void listen() {
    try {
      wire.listen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bytes value(ObjectKey key) {
    return store.heads().get(key).map(Head::value).orElseThrow();
  }
}
