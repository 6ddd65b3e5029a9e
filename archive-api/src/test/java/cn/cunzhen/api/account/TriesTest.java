package cn.cunzhen.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the next password has to wait. */
class TriesTest {
  private static final String NAME = "li.na";
  private static final String HERE = "10.0.0.7";
  private static final String ELSEWHERE = "10.0.0.8";

  private Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final Tries tries = new Tries(clock);

  private void free(int times, String name, String address) {
    for (int i = 0; i < times; i++) {
      assertThat(tries.begin(name, address)).as("try %d", i).isEmpty();
    }
  }

  private void waits(int seconds, String name, String address) {
    assertThat(tries.begin(name, address)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {NAME, "nobody", "no name at all!", ""})
  void fiveTriesWaitForNothingAndThenTheWaitDoubles(String name) {
    free(5, name, HERE);
    for (int seconds : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900)) {
      waits(seconds, name, HERE);
      now = now.plusSeconds(seconds).minusMillis(1);
      assertThat(tries.begin(name, HERE)).contains(Duration.ofMillis(1));
      now = now.plusMillis(1);
      free(1, name, HERE);
    }
  }

  @Test
  void aStrangerDoesNotKeepTheHolderOut() {
    free(5, NAME, HERE);
    waits(1, NAME, HERE);

    free(1, NAME, ELSEWHERE);
    tries.right(NAME, ELSEWHERE);

    waits(1, NAME, HERE);
  }

  @Test
  void tryingFromManyAddressesIsNoWayAroundIt() {
    for (int i = 0; i < 50; i++) {
      free(1, NAME, "10.1.0." + i);
    }

    waits(1, NAME, "10.1.1.1");
    free(1, "somebody.else", "10.1.1.1");
  }

  @Test
  void theWaitOfAnAccountFromAnywhereIsAMinuteAtMost() {
    for (int i = 0; i < 70; i++) {
      now = now.plusSeconds(60);
      free(1, NAME, "10.1.0." + i);
    }

    waits(60, NAME, "10.1.1.1");
  }

  @Test
  void whereAnAccountHasSignedInStrangersElsewhereDontKeepItOut() {
    free(1, NAME, HERE);
    tries.right(NAME, HERE);
    for (int i = 0; i < 50; i++) {
      free(1, NAME, "10.1.0." + i);
    }
    waits(1, NAME, ELSEWHERE);

    free(5, NAME, HERE);
    waits(1, NAME, HERE);

    now = now.plus(Duration.ofDays(31));
    for (int i = 0; i < 50; i++) {
      free(1, NAME, "10.1.0." + i);
    }
    waits(1, NAME, HERE);
  }

  @Test
  void norDoStrangersBehindTheSameAddressWithOtherNames() {
    free(1, NAME, HERE);
    tries.right(NAME, HERE);
    for (int i = 0; i < 200; i++) {
      free(1, "name" + i, HERE);
    }
    waits(1, "somebody.else", HERE);

    free(5, NAME, HERE);
    waits(1, NAME, HERE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"})
  void ofThisMachineItselfOnlyTheAccountCounts(String loopback) {
    for (int i = 0; i < 300; i++) {
      free(1, "name" + i, loopback);
    }
    free(50, NAME, loopback);
    waits(1, NAME, loopback);
    free(1, "somebody.else", loopback);
  }

  @Test
  void whatNobodyCouldDecideCountsNothing() {
    for (int i = 0; i < 300; i++) {
      free(1, NAME, HERE);
      tries.undecided(NAME, HERE);
    }
    free(4, NAME, HERE);
    free(1, NAME, HERE);
    tries.undecided(NAME, HERE);
    free(1, NAME, HERE);
    waits(1, NAME, HERE);
  }

  @Test
  void tryingManyNamesIsNoneEither() {
    for (int i = 0; i < 200; i++) {
      free(1, "name" + i, HERE);
    }

    waits(1, NAME, HERE);
    free(1, NAME, ELSEWHERE);
  }

  @Test
  void anOwnAccountInBetweenIsNoneEither() {
    for (int i = 0; i < 200; i++) {
      free(1, "name" + i, HERE);
      free(1, NAME, HERE);
      tries.right(NAME, HERE);
    }

    waits(1, "somebody.else", HERE);
  }

  @Test
  void whoSignsInRightlyAsOftenAsHeLikesWaitsForNothing() {
    for (int i = 0; i < 1000; i++) {
      free(1, NAME, HERE);
      tries.right(NAME, HERE);
    }
  }

  @Test
  void oneNetworkOfIpv6IsOneAddress() {
    for (int i = 0; i < 5; i++) {
      free(1, NAME, "2001:db8:0:1::" + i);
    }

    waits(1, NAME, "2001:db8:0:1:ffff::1");
    free(1, NAME, "2001:db8:0:2::1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[fe80::1%eth7]", "fe80::2%9", "[fe80::3]"})
  void anAddressOfALinkIsOneOfItsNetwork(String address) {
    free(5, NAME, "fe80::9");

    waits(1, NAME, address);
  }

  @Test
  void whatIsNoAddressIsOneAddress() {
    free(3, NAME, "");
    free(2, NAME, "a socket of this machine");

    waits(1, NAME, "unknown");
  }

  @Test
  void anHourWithoutATryForgetsAll() {
    free(5, NAME, HERE);
    waits(1, NAME, HERE);
    now = now.plus(Duration.ofMinutes(61));

    free(5, NAME, HERE);
    waits(1, NAME, HERE);
  }
}
