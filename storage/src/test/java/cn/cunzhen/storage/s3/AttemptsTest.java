package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.StorageException;
import io.minio.errors.ServerException;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final Failure unsent = Failure.of(new ConnectException("refused"));
  private final Failure silent = Failure.of(new EOFException());
  private final Failure busy = answered(503);
  private final Failure denied = answered(403);
  private final Failure full = answered(507);

  private final Attempts attempts = new Attempts(Duration.ofSeconds(2), new Random(1));
  private int sent;

  @Test
  void whatMayBeRepeatedIsUntilItSucceeds() throws Failure {
    assertThat(attempts.repeat(() -> failing(silent, busy, unsent))).isEqualTo("done");

    assertThat(sent).isEqualTo(4);
  }

  @Test
  void aRefusalIsNotRepeated() {
    for (Failure failure : List.of(denied, full)) {
      sent = 0;

      assertThatExceptionOfType(Failure.class)
          .isThrownBy(() -> attempts.repeat(() -> failing(failure)));

      assertThat(sent).isEqualTo(1);
    }
  }

  @Test
  void whatMayArriveOnceIsRepeatedOnlyWhereItNeverLeft() throws Failure {
    assertThat(attempts.once(() -> failing(unsent, unsent))).isEqualTo("done");
    assertThat(sent).isEqualTo(3);

    for (Failure failure : List.of(silent, busy, denied)) {
      sent = 0;
      assertThatExceptionOfType(Failure.class)
          .isThrownBy(() -> attempts.once(() -> failing(unsent, failure)));
      assertThat(sent).isEqualTo(2);
    }
  }

  @Test
  void itEndsWhenPatienceDoes() {
    Attempts impatient = new Attempts(Duration.ofMillis(200), new Random(1));
    long start = System.nanoTime();

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() ->
            impatient.repeat(() -> {
              throw busy;
            }));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aWriteIsUnknownWhereAnyAttemptOfItMayHaveArrived() {
    Attempts impatient = new Attempts(Duration.ofMillis(100), new Random(1));

    assertThat(told(impatient, silent, unsent)).isInstanceOf(StorageException.Unknown.class);
    assertThat(told(impatient, unsent, unsent)).isNotInstanceOf(StorageException.Unknown.class);
    assertThat(told(impatient, denied, denied)).isNotInstanceOf(StorageException.Unknown.class);
    assertThat(told(impatient, full, full)).isInstanceOf(StorageException.Full.class);
  }

  /** What a caller is told where the first attempt fails in one way and all others in another. */
  private StorageException told(Attempts impatient, Failure first, Failure others) {
    sent = 0;
    try {
      return impatient.repeat(() -> {
        throw sent++ == 0 ? first : others;
      });
    } catch (Failure failure) {
      return failure.writing("can't put");
    }
  }

  /** Fails in each of these ways and then succeeds. */
  private String failing(Failure... failures) throws Failure {
    Deque<Failure> left = new ArrayDeque<>(List.of(failures));
    for (int i = 0; i < sent; i++) {
      left.poll();
    }
    sent++;
    if (!left.isEmpty()) {
      throw left.remove();
    }
    return "done";
  }

  private static Failure answered(int status) {
    return Failure.of(new ServerException("", status, ""));
  }
}
