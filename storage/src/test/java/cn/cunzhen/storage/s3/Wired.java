package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import io.minio.ListObjectsArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A store on a locked bucket, behind a wire that a test can make fail. */
@SuppressWarnings("NullAway.Init")
abstract class Wired {
  private static final long SEED = 20_261_121;
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4));

  static S3Settings settings;
  static FaultyWire wire;
  static S3Store store;

  final ObjectKey key = ObjectKey.of("faults/" + UUID.randomUUID());

  @BeforeAll
  static void open() throws IOException {
    S3Settings straight = S3Server.shared().locked();
    wire = new FaultyWire(straight.endpoint());
    settings =
        new S3Settings(
            wire.endpoint(),
            straight.region(),
            straight.bucket(),
            straight.heads(),
            false,
            straight.credentials(),
            SHORT);
    store = S3Store.open(settings);
  }

  @AfterAll
  static void close() throws IOException {
    if (store != null) {
      store.close();
      wire.close();
    }
  }

  @BeforeEach
  void heal() {
    wire.heal();
  }

  /** Requests of this method for this very key; what they ask about it follows a question mark. */
  static Predicate<String> is(String method, ObjectKey key) {
    return line ->
        line.startsWith(method + " /")
            && (line.endsWith("/" + key) || line.contains("/" + key + "?"));
  }

  static Fault[] always(Fault fault) {
    return Collections.nCopies(1_000, fault).toArray(Fault[]::new);
  }

  static Bytes bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(SEED).nextBytes(bytes);
    return Bytes.of(bytes);
  }

  static Bytes read(ObjectKey key) {
    try (InputStream in = store.objects().get(key)) {
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError("the object could not be read to its end", e);
    }
  }

  static Version done(Write write) {
    assertThat(write).isInstanceOf(Write.Done.class);
    return ((Write.Done) write).version();
  }

  /** How many versions of the object the bucket keeps, seen without the wire. */
  static int versions(ObjectKey key) {
    ListObjectsArgs request =
        ListObjectsArgs.builder()
            .bucket(settings.bucket())
            .prefix(key.value())
            .recursive(true)
            .includeVersions(true)
            .build();
    int count = 0;
    try {
      for (Result<Item> each : S3Server.shared().client().listObjects(request)) {
        count += each.get().objectName().equals(key.value()) ? 1 : 0;
      }
    } catch (MinioException e) {
      throw new AssertionError(e);
    }
    return count;
  }
}
