package cn.cunzhen.api.tls;

import static cn.cunzhen.api.tls.ServerCertificates.days;
import static cn.cunzhen.api.tls.ServerCertificates.ecKey;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.cunzhen.api.tls.TlsFault.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is noticed of the files as time goes by, and what the log says of it. */
class TlsRefreshTest {
  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Instant now = Instant.now();
  private ServerCertificates authority;
  private X509Certificate first;
  private ServerTls tls;

  @BeforeEach
  void aGoodPair() throws Exception {
    log.start();
    logger().addAppender(log);
    authority = new ServerCertificates(folder);
    first = authority.renew();
    tls = ServerTls.open(authority.files(), () -> now);
  }

  @AfterEach
  void nobodyListens() {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(ServerTls.class);
  }

  /** What the log says while it is looked again and again for so long. */
  private List<String> said(Duration time, Duration every) {
    log.list.clear();
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(every);
      tls.refresh();
    }
    return log.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
  }

  private List<String> saidInAMinute() {
    return said(Duration.ofMinutes(1), Duration.ofSeconds(10));
  }

  @Test
  void filesThatStayAreNotWorthAWord() {
    assertThat(said(days(2), Duration.ofHours(1))).isEmpty();
    assertThat(tls.fault()).isNull();
    assertThat(tls.ends()).isEqualTo(authority.issuer().getNotAfter().toInstant());
  }

  @Test
  void anotherPairIsToldOnce() throws Exception {
    X509Certificate second = authority.renew();

    assertThat(saidInAMinute())
        .singleElement()
        .asString()
        .startsWith("INFO ")
        .contains("serial %x,".formatted(second.getSerialNumber()));
  }

  @Test
  void aBadPairIsToldOnceForEachFaultAndTheOneBeforeGoesOn() throws Exception {
    String key = Files.readString(authority.files().key());
    authority.putKey("no key");
    assertThat(saidInAMinute())
        .singleElement()
        .asString()
        .startsWith("WARN ")
        .contains("serial %x,".formatted(first.getSerialNumber()), "私钥", "no private key")
        .doesNotContain("no key\n");
    assertThat(tls.fault()).isEqualTo(new TlsFault(authority.files().key(), Kind.NO_KEY));

    authority.putKey(key);
    authority.mode("rw-r--r--");
    assertThat(saidInAMinute()).singleElement().asString().contains("chmod 600");

    authority.mode("rw-------");
    assertThat(saidInAMinute()).isEmpty();
    assertThat(tls.fault()).isNull();
    authority.putKey("no key");
    assertThat(saidInAMinute()).hasSize(1);
  }

  @Test
  void thatOneEndsIsToldOnceADayFromTwoWeeksBeforeUntilItIsRenewed() throws Exception {
    KeyPair key = ecKey("secp256r1");
    authority.put(key);
    X509Certificate own = authority.certify(key.getPublic(), now, days(90));
    authority.putCertificates(own, authority.issuer()); // whose own ends in 30 days
    tls = ServerTls.open(authority.files(), () -> now);
    assertThat(said(Duration.ofHours(15 * 24), Duration.ofHours(1))).isEmpty();

    List<String> warnings = said(days(8), Duration.ofHours(1));
    assertThat(warnings).hasSize(8);
    assertThat(warnings)
        .allMatch(each -> each.startsWith("WARN "))
        .allMatch(each -> each.contains(authority.issuer().getNotAfter().toInstant().toString()))
        .allMatch(each -> each.contains("server.pem"));

    new ServerCertificates(folder, now).renew();
    assertThat(said(days(7), Duration.ofHours(1)))
        .singleElement()
        .asString()
        .startsWith("INFO another certificate");
  }

  @Test
  void aCertificateThatLivesForDaysIsOnlyWarnedOfInItsLastThird() throws Exception {
    KeyPair key = ecKey("secp256r1");
    authority.put(key);
    authority.putCertificates(authority.certify(key.getPublic(), now, days(6)));
    tls = ServerTls.open(authority.files(), () -> now);

    assertThat(said(Duration.ofHours(95), Duration.ofHours(1))).isEmpty();
    assertThat(said(Duration.ofHours(3), Duration.ofHours(1))).hasSize(1);
  }

  @Test
  void oneThatHasEndedGoesOnAndIsToldEveryDay() {
    said(days(31), Duration.ofHours(1));

    assertThat(tls.fault()).isEqualTo(new TlsFault(authority.files().certificate(), Kind.ENDED));
    assertThat(said(days(3), Duration.ofHours(1))).hasSize(3);
  }
}
