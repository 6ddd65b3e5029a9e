package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.StorageException;
import io.minio.ListMultipartUploadsArgs;
import io.minio.MinioAsyncClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What becomes of an object of three parts when the wire fails. */
@SuppressWarnings("NullAway.Init")
class LargeObjectFaultsTest extends Wired {
  private static final Bytes VALUE = bytes(2 * Upload.PART + 12_345);

  @TempDir Path folder;
  private Content content;

  @BeforeEach
  void write() throws IOException {
    content = Content.handOver(Files.write(folder.resolve("large"), VALUE.toArray()));
  }

  @Test
  void aLargeObjectIsReadBackWholeAndInPart() throws IOException {
    store.objects().put(key, content);

    assertThat(read(key)).isEqualTo(VALUE);
    assertThat(store.objects().get(key, Upload.PART - 3L, 7))
        .hasBinaryContent(VALUE.slice(Upload.PART - 3, Upload.PART + 4).toArray());
    assertThat(store.objects().stat(key).orElseThrow().size()).isEqualTo(VALUE.size());
  }

  @Test
  void aLargeObjectThatIsThereIsNotSentAgain() {
    store.objects().put(key, content);
    wire.heal();

    store.objects().put(key, content);

    assertThat(wire.seen(is("POST", key))).isZero();
  }

  @Test
  void aLargeFileThatIsNotAsLongAsItSaysIsNotStored() throws IOException {
    Path file = folder.resolve("large");

    for (long wrong : new long[] {VALUE.size() - 1, VALUE.size() + 1}) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.objects().put(key, new Content.HandedOver(file, wrong)));
    }

    assertThat(store.objects().stat(key)).isEmpty();
    assertThat(uploads()).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REFUSED_WITH_AN_ECHO")
  void onlyThePartThatFailedIsSentAgain(Fault fault) {
    wire.plan(part(2), fault);

    store.objects().put(key, content);

    assertThat(read(key)).isEqualTo(VALUE);
    assertThat(wire.seen(part(1))).isEqualTo(1);
    assertThat(wire.seen(part(2))).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE_ANSWERING", "ANSWERED_TOO_LATE", "GARBAGE_AFTER", "ERROR_AFTER"})
  void anObjectThatWasPutTogetherIsFoundStoredThoughNobodySaidSo(Fault fault) {
    wire.plan(completion(), fault);

    store.objects().put(key, content);

    assertThat(read(key)).isEqualTo(VALUE);
    assertThat(wire.seen(completion())).isEqualTo(1);
    assertThat(versions(key)).isEqualTo(1);
  }

  @Test
  void anObjectThatWasNotPutTogetherIsUnknownAndMayBeRepeated() {
    wire.plan(completion(), Fault.CUT_BEFORE_FORWARDING);

    assertThatExceptionOfType(StorageException.Unknown.class)
        .isThrownBy(() -> store.objects().put(key, content));
    assertThat(store.objects().stat(key)).isEmpty();

    store.objects().put(key, content);
    assertThat(read(key)).isEqualTo(VALUE);
  }

  @Test
  void theLeftPartsOfAnObjectThatWasNotPutTogetherAreSweptWhenTheyAreOld() {
    wire.plan(completion(), Fault.CUT_BEFORE_FORWARDING);
    assertThatExceptionOfType(StorageException.Unknown.class)
        .isThrownBy(() -> store.objects().put(key, content));
    int left = uploads();
    assertThat(left).as("two, where a slow server was asked twice to begin").isPositive();

    sweep(Instant.now().minus(Duration.ofHours(1)));
    assertThat(uploads()).isEqualTo(left);
    sweep(Instant.now().plus(Duration.ofHours(1)));
    assertThat(uploads()).isZero();
  }

  private static void sweep(Instant before) {
    try (Clients clients = Clients.of(settings)) {
      Attempts attempts = new Attempts(Duration.ofSeconds(10), new Random(1));
      Upload.sweep(new Bucket(clients, settings.bucket()), attempts, before);
    }
  }

  @Test
  void whatWasSentOfARefusedObjectIsRemoved() {
    wire.plan(part(3), Fault.REFUSED_WITH_AN_ECHO);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.objects().put(key, content))
        .isNotInstanceOf(StorageException.Unknown.class);

    assertThat(store.objects().stat(key)).isEmpty();
    assertThat(uploads()).isZero();
  }

  private Predicate<String> part(int number) {
    return is("PUT", key).and(line -> line.contains("partNumber=" + number));
  }

  private Predicate<String> completion() {
    return is("POST", key).and(line -> line.contains("uploadId="));
  }

  /** How many unfinished uploads of the object the bucket keeps, seen without the wire. */
  private int uploads() {
    ListMultipartUploadsArgs request =
        ListMultipartUploadsArgs.builder().bucket(settings.bucket()).prefix(key.value()).build();
    try (MinioAsyncClient client =
        MinioAsyncClient.builder()
            .endpoint(S3Server.shared().endpoint().toString())
            .region(settings.region())
            .credentials(settings.credentials().accessKey(), settings.credentials().secretKey())
            .build()) {
      return client.listMultipartUploads(request).join().result().uploads().size();
    }
  }
}
