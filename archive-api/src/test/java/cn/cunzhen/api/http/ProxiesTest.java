package cn.cunzhen.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word is believed on where a call comes from. */
class ProxiesTest {
  private static final Proxies PROXIES = Proxies.parse("127.0.0.1, 10.1.0.0/20,2001:db8::/32");

  @Test
  void whoeverIsNoProxyIsNotAsked() {
    assertThat(PROXIES.origin("203.0.113.5", List.of("198.51.100.1"))).isEqualTo("203.0.113.5");
    assertThat(Proxies.NONE.origin("127.0.0.1", List.of("198.51.100.1"))).isEqualTo("127.0.0.1");
  }

  @Test
  void aProxySaysWhereACallComesFrom() {
    assertThat(PROXIES.origin("127.0.0.1", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
    assertThat(PROXIES.origin("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
  }

  @Test
  void whatTheCallerWroteThereItselfIsNotBelieved() {
    assertThat(PROXIES.origin("127.0.0.1", List.of("192.0.2.1, 198.51.100.1")))
        .isEqualTo("198.51.100.1");
    assertThat(PROXIES.origin("127.0.0.1", List.of("192.0.2.1", "127.0.0.1, 198.51.100.1")))
        .isEqualTo("198.51.100.1");
  }

  @Test
  void oneProxyBehindTheOtherIsPassed() {
    assertThat(
            PROXIES.origin("127.0.0.1", List.of("192.0.2.1, 198.51.100.1, 10.1.15.9", "10.1.0.2")))
        .isEqualTo("198.51.100.1");
    assertThat(PROXIES.origin("127.0.0.1", List.of("198.51.100.1, 10.1.16.1")))
        .isEqualTo("10.1.16.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unknown", "", "_hidden", "198.51.100.1, unknown", "example.org", "1.2.3"})
  void whatIsNoAddressLeadsNoFurther(String value) {
    assertThat(PROXIES.origin("10.1.0.2", List.of(value))).isEqualTo("10.1.0.2");
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1:4711, 198.51.100.1",
    "[2001:db9::1]:4711, 2001:db9:0:0:0:0:0:1",
    "2001:db9::1, 2001:db9:0:0:0:0:0:1"
  })
  void aPortIsNoPartOfAnAddress(String value, String origin) {
    assertThat(PROXIES.origin("2001:db8::1", List.of(value))).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8"})
  void whatIsNeitherAddressNorNetworkIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Proxies.parse(text));
  }
}
