package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Objects;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Nothing that is logged, thrown or shown holds a credential or a signature made with one. */
class SecrecyTest extends Wired {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private static final java.util.logging.Logger OLD_ROOT = LogManager.getLogManager().getLogger("");

  private final List<String> said = new ArrayList<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Handler oldLogged = new Recording();

  /** What libraries log in Java's own way. */
  private final class Recording extends Handler {
    @Override
    public synchronized void publish(LogRecord record) {
      said.add(String.valueOf(record.getMessage()));
      Optional.ofNullable(record.getThrown()).map(SecrecyTest::text).ifPresent(said::add);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    logged.start();
    ROOT.setLevel(Level.TRACE);
    ROOT.addAppender(logged);
    OLD_ROOT.setLevel(java.util.logging.Level.ALL);
    OLD_ROOT.addHandler(oldLogged);
  }

  @AfterEach
  void stopListening() {
    ROOT.setLevel(Level.DEBUG);
    ROOT.detachAppender(logged);
    OLD_ROOT.setLevel(java.util.logging.Level.INFO);
    OLD_ROOT.removeHandler(oldLogged);
  }

  @ParameterizedTest
  @EnumSource
  void noFaultOfTheWireBringsThemToLight(Fault fault) {
    wire.plan(_ -> true, always(fault));
    Attempts few = new Attempts(Duration.ofMillis(100), new Random(1));
    try (Clients clients = Clients.of(settings)) {
      Bucket bucket = new Bucket(clients, settings.bucket());
      Objects objects = new S3Objects(bucket, few, new BucketState(true, true, false));

      say(() -> objects.put(key, Content.of(bytes(10))));
      say(() -> objects.list("records/").toList());
      say(() -> new S3Heads(bucket, few).putOnce(key, Bytes.utf8("first")));
    }

    assertNothingIsToldOf(settings.credentials());
  }

  @Test
  void aServerThatDoesNotKnowTheAccountDoesNotBringThemToLight() {
    S3Credentials real = S3Server.shared().credentials();
    for (S3Credentials wrong :
        List.of(
            new S3Credentials("noSuchAccessKey", "noSuchSecretKey"),
            new S3Credentials(real.accessKey(), "noSuchSecretKey"))) {
      S3Settings unknown =
          S3Settings.parse(settings.location(), wrong).withPatience(settings.patience());

      say(() -> S3Store.open(unknown));

      assertThat(said).anyMatch(text -> text.contains("403"));
      assertNothingIsToldOf(wrong);
    }
  }

  @Test
  void noObjectShowsThem() {
    said.add(settings.toString());
    said.add(settings.credentials().toString());
    said.add(store.describe());
    said.add(Clients.of(settings).toString());

    assertNothingIsToldOf(settings.credentials());
  }

  private void say(ThrowingCallable call) {
    Optional.ofNullable(catchThrowable(call)).map(SecrecyTest::text).ifPresent(said::add);
  }

  private void assertNothingIsToldOf(S3Credentials credentials) {
    List.copyOf(logged.list).forEach(event -> said.add(text(event)));
    assertThat(said).isNotEmpty();
    for (String text : List.copyOf(said)) {
      assertThat(text)
          .doesNotContain(credentials.accessKey())
          .doesNotContain(credentials.secretKey())
          .doesNotContainIgnoringCase("signature=")
          .doesNotContainIgnoringCase("authorization");
    }
  }

  private static String text(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return event.getFormattedMessage()
        + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
  }

  private static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
