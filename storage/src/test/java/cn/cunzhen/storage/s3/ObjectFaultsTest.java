package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What becomes of objects when the wire fails. */
class ObjectFaultsTest extends Wired {
  private static final Bytes VALUE = bytes(100_000);

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REFUSED_WITH_AN_ECHO")
  void everyOperationOutlivesOneFault(Fault fault) throws InterruptedException {
    Instant until = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);

    wire.plan(is("PUT", key), fault);
    store.objects().put(key, Content.of(VALUE));
    wire.plan(is("HEAD", key), fault);
    assertThat(store.objects().stat(key).orElseThrow().size()).isEqualTo(VALUE.size());
    wire.plan(is("GET", key), fault);
    assertThat(read(key)).isEqualTo(VALUE);
    wire.plan(line -> line.contains("list-type=2"), fault);
    try (Stream<ObjectInfo> listing = store.objects().list(key.value())) {
      assertThat(listing.map(ObjectInfo::key)).containsExactly(key);
    }
    wire.plan(line -> line.contains("versions="), fault);
    store.objects().hold(key, true);
    wire.plan(line -> line.contains("legal-hold="), fault);
    store.objects().hold(key, false);
    wire.plan(line -> line.contains("retention="), fault);
    store.objects().lock(key, until);

    assertThat(store.objects().lockedUntil(key)).contains(until);
    wire.awaitIdle();
    assertThat(versions(key)).isBetween(1, 2);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REFUSED_WITH_AN_ECHO")
  void aDeletionOutlivesOneFault(Fault fault) {
    store.objects().put(key, Content.of(VALUE));
    wire.plan(is("DELETE", key), fault);

    store.objects().delete(key);

    assertThat(store.objects().stat(key)).isEmpty();
    assertThat(versions(key)).isZero();
  }

  @Test
  void anObjectWhoseAnswerWasLostIsFoundStoredAndNotSentAgain() {
    wire.plan(is("PUT", key), Fault.CUT_BEFORE_ANSWERING);

    store.objects().put(key, Content.of(VALUE));

    assertThat(wire.seen(is("PUT", key))).isEqualTo(1);
    assertThat(versions(key)).isEqualTo(1);
  }

  @Test
  void anObjectThatArrivesLateIsDeletedWithItsDouble() throws InterruptedException {
    wire.plan(is("PUT", key), Fault.CARRIED_OUT_TOO_LATE);
    store.objects().put(key, Content.of(VALUE));
    wire.awaitIdle();
    assertThat(read(key)).isEqualTo(VALUE);

    store.objects().delete(key);

    assertThat(store.objects().stat(key)).isEmpty();
    assertThat(versions(key)).isZero();
  }

  @Test
  void aLockHoldsAllDoublesOfAnObject() throws InterruptedException {
    wire.plan(is("PUT", key), Fault.CARRIED_OUT_TOO_LATE);
    store.objects().put(key, Content.of(VALUE));
    wire.awaitIdle();
    store.objects().hold(key, true);

    assertThatExceptionOfType(StorageException.Locked.class)
        .isThrownBy(() -> store.objects().delete(key));
    assertThat(read(key)).isEqualTo(VALUE);

    store.objects().hold(key, false);
    store.objects().delete(key);
    assertThat(versions(key)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE_READING", "CUT_BEFORE_ANSWERING", "ERROR_AFTER", "BUSY_BEFORE"})
  void aPutThatKeepsFailingIsUnknownAndMayBeRepeated(Fault fault) {
    Predicate<String> put = is("PUT", key);
    wire.plan(put, always(fault));
    wire.plan(is("HEAD", key).and(_ -> wire.seen(put) > 0), always(fault));

    assertThatExceptionOfType(StorageException.Unknown.class)
        .isThrownBy(() -> store.objects().put(key, Content.of(VALUE)));

    wire.heal();
    store.objects().put(key, Content.of(VALUE));
    assertThat(read(key)).isEqualTo(VALUE);
  }

  @Test
  void aPutThatIsRefusedHadNoEffectAndIsNotRepeated() {
    wire.plan(is("PUT", key), Fault.REFUSED_WITH_AN_ECHO);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.objects().put(key, Content.of(VALUE)))
        .isNotInstanceOf(StorageException.Unknown.class);

    assertThat(wire.seen(is("PUT", key))).isEqualTo(1);
    assertThat(store.objects().stat(key)).isEmpty();
  }

  @Test
  void readingGoesOnWhereItBroke() throws IOException {
    store.objects().put(key, Content.of(VALUE));

    wire.plan(is("GET", key), Fault.HALF_AN_ANSWER, Fault.HALF_AN_ANSWER, Fault.BUSY_BEFORE);
    assertThat(read(key)).isEqualTo(VALUE);
    wire.plan(is("GET", key), Fault.HALF_AN_ANSWER, Fault.CUT_BEFORE_ANSWERING);
    try (InputStream part = store.objects().get(key, 1_000, 90_000)) {
      assertThat(Bytes.of(part.readAllBytes())).isEqualTo(VALUE.slice(1_000, 91_000));
    }

    assertThat(wire.seen(is("GET", key))).isEqualTo(7);
  }

  @Test
  void readingFailsWhereItBrokeAndTheServerIsGone() throws IOException {
    store.objects().put(key, Content.of(VALUE));
    wire.plan(is("GET", key), Fault.HALF_AN_ANSWER);
    wire.plan(is("GET", key), always(Fault.CUT_BEFORE_READING));

    try (InputStream in = store.objects().get(key)) {
      assertThatIOException().isThrownBy(in::readAllBytes).withMessageContaining("broke at byte");
    }
  }

  @Test
  void readingFailsWhereItBrokeAndTheObjectIsAnother() throws IOException, MinioException {
    store.objects().put(key, Content.of(VALUE));
    wire.plan(is("GET", key), Fault.HALF_AN_ANSWER);

    try (InputStream in = store.objects().get(key)) {
      replace(key, new byte[VALUE.size()]);
      assertThatIOException().isThrownBy(in::readAllBytes).withMessageContaining("412");
    }
  }

  private static void replace(ObjectKey key, byte[] bytes) throws MinioException {
    S3Server.shared()
        .client()
        .putObject(
            PutObjectArgs.builder()
                .bucket(settings.bucket())
                .object(key.value())
                .data(bytes, bytes.length)
                .build());
  }
}
