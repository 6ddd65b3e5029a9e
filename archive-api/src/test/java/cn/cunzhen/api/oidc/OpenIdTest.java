package cn.cunzhen.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.account.Session;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.memory.MemoryStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sign-ins at a real provider and what becomes of their sessions, by a clock that can be put on.
 */
class OpenIdTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final URI BACK = URI.create("http://127.0.0.1:1/signin/oidc/callback");
  private static final Duration SESSION = Duration.ofMinutes(90);
  private static final Duration RENEWAL = Duration.ofMinutes(10);

  private static RealProvider provider;

  private Duration ahead = Duration.ZERO;
  private final InstantSource time = () -> Instant.now().plus(ahead);
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final MemoryStore store = new MemoryStore(clock);
  private OpenId openId;

  @BeforeAll
  static void start() throws Exception {
    provider = RealProvider.get();
    provider.accept("http://127.0.0.1:1");
  }

  @BeforeEach
  void open() {
    openId = node();
  }

  @AfterEach
  void restore() throws Exception {
    openId.close();
    provider.claimsInIdToken(false);
    provider.restore();
  }

  private OpenId node() {
    return node("archive", new ClientProof.Secret(RealProvider.SECRET));
  }

  /** As another node of the same archive has it. */
  private OpenId node(String client, ClientProof proof) {
    ClaimMap claims =
        ClaimMap.read(RealProvider.CLAIMS.getBytes(StandardCharsets.UTF_8), new Faults());
    OpenIdSettings settings =
        new OpenIdSettings(
            provider.issuer(),
            client,
            proof,
            RealProvider.AUDIENCE,
            "openid",
            Objects.requireNonNull(claims),
            RENEWAL);
    return OpenId.start(settings, store.heads(), new SecureRandom(), clock, SESSION);
  }

  /** A browser that has come back from the provider. */
  private record Return(String secret, Map<String, String> query) {}

  private Return wayThere(String person) throws Exception {
    Departure departure = openId.begin(BACK, "zh").orElseThrow();
    return new Return(departure.secret(), provider.signIn(departure.to(), person));
  }

  private Arrival finish(Return back) {
    return openId.finish(back.secret(), BACK, back.query());
  }

  private String signIn(String person) throws Exception {
    Arrival arrival = finish(wayThere(person));
    assertThat(arrival).isInstanceOf(Arrival.SignedIn.class);
    return ((Arrival.SignedIn) arrival).token();
  }

  private static void assertRefused(Arrival arrival, Arrival.Why why) {
    assertThat(arrival).isEqualTo(new Arrival.Refused(why));
  }

  @Test
  void whoSignsInThereHasASessionHereWithTheRightsThatAreClaimed() throws Exception {
    Session session = openId.session(signIn("li.na")).orElseThrow();

    assertThat(session.caller().account()).isEqualTo("oidc:li.na");
    assertThat(session.caller().role()).isEqualTo(Role.CLERK);
    assertThat(session.caller().agency()).isEqualTo("460100-SI");
    assertThat(session.caller().window()).isEqualTo("A03");
    assertThat(openId.session(signIn("wang")).orElseThrow().caller().person())
        .extracting("number")
        .isEqualTo("460100199003074518");
  }

  @Test
  void claimsAreTakenFromTheIdTokenToo() throws Exception {
    provider.claimsInIdToken(true);

    assertThat(openId.session(signIn("li.na")).orElseThrow().caller().window()).isEqualTo("A03");
  }

  @Test
  void theArchiveMayShowWhoItIsWithAKey() throws Exception {
    openId.close();
    openId = node("archive-by-key", ClientProof.Key.parse(provider.clientKey()));

    assertThat(openId.session(signIn("li.na"))).isPresent();
  }

  @Test
  void whoHasNoRoleHereIsNobody() throws Exception {
    assertRefused(finish(wayThere("visitor")), Arrival.Why.NOBODY);
  }

  @Test
  void aWayBackIsGoneOnce() throws Exception {
    Return back = wayThere("li.na");
    assertThat(finish(back)).isInstanceOf(Arrival.SignedIn.class);

    assertRefused(finish(back), Arrival.Why.STALE);

    try (OpenId other = node()) {
      // It has seen no state; the provider has seen the code.
      assertRefused(other.finish(back.secret(), BACK, back.query()), Arrival.Why.STALE);
    }
  }

  @Test
  void aSignInIsAnsweredOnceThoughTheProviderGivesAnotherCode() throws Exception {
    Departure departure = openId.begin(BACK, "zh").orElseThrow();
    Map<String, String> first = provider.signIn(departure.to(), "li.na");
    Map<String, String> second = provider.signIn(departure.to(), "wang");

    assertThat(openId.finish(departure.secret(), BACK, first)).isInstanceOf(Arrival.SignedIn.class);
    assertRefused(openId.finish(departure.secret(), BACK, second), Arrival.Why.STALE);
  }

  @Test
  void anotherBrowsersWayBackLeadsNowhere() throws Exception {
    Return mine = wayThere("li.na");
    Return other = wayThere("wang");

    assertRefused(finish(new Return("", mine.query())), Arrival.Why.STALE);
    assertRefused(finish(new Return(other.secret(), mine.query())), Arrival.Why.STALE);
    assertRefused(finish(new Return(mine.secret(), Map.of())), Arrival.Why.STALE);
    // A code of another sign-in under one's own state: its challenge is another.
    Map<String, String> mixed = new HashMap<>(mine.query());
    mixed.put("code", other.query().get("code"));
    assertRefused(finish(new Return(mine.secret(), mixed)), Arrival.Why.STALE);
  }

  @Test
  void anAnswerOfAnotherProviderIsNotTaken() throws Exception {
    Return back = wayThere("li.na");
    Map<String, String> foreign = new HashMap<>(back.query());
    foreign.put("iss", "https://elsewhere.example");
    Return anonymous = wayThere("li.na");
    anonymous.query().remove("iss");

    assertRefused(finish(new Return(back.secret(), foreign)), Arrival.Why.UNTRUSTED);
    assertRefused(finish(anonymous), Arrival.Why.UNTRUSTED);
  }

  @Test
  void rightsAreAskedForAgainAndChangeWithWhatIsClaimed() throws Exception {
    String token = signIn("li.na");
    provider.claims(
        "li.na",
        "{\"preferred_username\": \"li.na\", \"roles\": [\"counter\"], \"desk\": \"B07\"}");

    ahead = RENEWAL.minusMinutes(1);
    assertThat(openId.session(token).orElseThrow().caller().window()).isEqualTo("A03");
    ahead = RENEWAL.plusMinutes(1);
    assertThat(openId.session(token).orElseThrow().caller().window()).isEqualTo("B07");
    // And again with the refresh token that came in place of the first.
    provider.restore();
    ahead = RENEWAL.multipliedBy(2).plusMinutes(2);
    assertThat(openId.session(token).orElseThrow().caller().window()).isEqualTo("A03");
  }

  @Test
  void whoeverComesAtOnceTheProviderIsAskedOnce() throws Exception {
    String token = signIn("li.na");
    ahead = RENEWAL.plusMinutes(1);
    int before = provider.asked("tokens");

    try (ExecutorService many = Executors.newFixedThreadPool(8);
        OpenId other = node()) {
      Callable<Boolean> here = () -> openId.session(token).isPresent();
      Callable<Boolean> there = () -> other.session(token).isPresent();
      for (Future<Boolean> each :
          many.invokeAll(List.of(here, there, here, there, here, there, here, there))) {
        assertThat(each.get()).isTrue();
      }
    }

    assertThat(provider.asked("tokens") - before).isEqualTo(1);
    ahead = RENEWAL.multipliedBy(2).plusMinutes(2);
    assertThat(openId.session(token)).isPresent();
  }

  @Test
  void whoHasNoRoleAnyMoreHasNoSession() throws Exception {
    String token = signIn("li.na");
    provider.claims("li.na", "{\"preferred_username\": \"li.na\", \"roles\": [\"visitor\"]}");
    ahead = RENEWAL.plusMinutes(1);

    assertThat(openId.session(token)).isEmpty();

    provider.restore();
    assertThat(openId.session(token)).as("ended for good").isEmpty();
  }

  @Test
  void whoIsGoneAtTheProviderHasNoSession() throws Exception {
    String token = signIn("li.na");
    provider.claims("li.na", null);
    ahead = RENEWAL.plusMinutes(1);

    assertThat(openId.session(token)).isEmpty();
  }

  @Test
  void aSilentProviderEndsNoSessionWithinTheHour() throws Exception {
    String token = signIn("li.na");
    provider.silent(true);

    for (int minutes = 11; minutes < 60; minutes += 12) {
      ahead = Duration.ofMinutes(minutes);
      assertThat(openId.session(token)).as(minutes + " minutes").isPresent();
    }
    ahead = Duration.ofMinutes(61);
    assertThat(openId.session(token)).isEmpty();
  }

  @Test
  void aSessionThatWasSilentForAWhileGoesOn() throws Exception {
    String token = signIn("li.na");
    provider.silent(true);
    ahead = RENEWAL.plusMinutes(1);
    assertThat(openId.session(token)).isPresent();
    provider.silent(false);

    ahead = RENEWAL.plusMinutes(3);
    assertThat(openId.session(token)).isPresent();
    ahead = Duration.ofMinutes(65);
    assertThat(openId.session(token)).as("it was renewed meanwhile").isPresent();
  }

  @Test
  void aSessionEndsWithItsTimeHoweverOftenItIsRenewed() throws Exception {
    String token = signIn("li.na");

    for (int minutes = 11; minutes < SESSION.toMinutes(); minutes += 12) {
      ahead = Duration.ofMinutes(minutes);
      assertThat(openId.session(token)).as(minutes + " minutes").isPresent();
    }
    ahead = SESSION.plusSeconds(1);
    assertThat(openId.session(token)).isEmpty();
  }

  @Test
  void signingOutEndsItHereAndLeadsToTheProvider() throws Exception {
    String token = signIn("li.na");

    URI on = openId.signOut(token, URI.create("http://127.0.0.1:1/signin")).orElseThrow();

    assertThat(on.toString())
        .startsWith(provider.issuer() + "/session/end?")
        .contains(
            "id_token_hint=ey", "post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fsignin");
    assertThat(openId.session(token)).isEmpty();
    try (OpenId other = node()) {
      assertThat(other.session(token)).isEmpty();
    }
    assertThat(openId.signOut(token, BACK)).as("once").isEmpty();
  }

  @Test
  void allSessionsOfAPersonEndAtOnceAndNobodyElses() throws Exception {
    String desk = signIn("li.na");
    String phone = signIn("li.na");
    String others = signIn("wang");

    openId.endAll(desk);

    assertThat(openId.session(desk)).isEmpty();
    assertThat(openId.session(phone)).isEmpty();
    assertThat(openId.session(others)).isPresent();
    ahead = Duration.ofSeconds(1);
    assertThat(openId.session(signIn("li.na"))).as("a later one").isPresent();
  }

  @Test
  void theProviderEndsSessionsWithATokenOfItsOwnAlone() throws Exception {
    String token = signIn("li.na");

    for (String event : List.of("{}", "{\"http://schemas.openid.net/event/other\": {}}")) {
      assertThat(openId.endedThere(logout(event, "archive", "li.na"))).isFalse();
    }
    String event = "{\"http://schemas.openid.net/event/backchannel-logout\": {}}";
    assertThat(openId.endedThere(logout(event, "another", "li.na"))).isFalse();
    assertThat(openId.endedThere(logout(event, "archive", ""))).isFalse();
    assertThat(openId.endedThere("x")).isFalse();
    assertThat(openId.session(token)).isPresent();

    assertThat(openId.endedThere(logout(event, "archive", "li.na"))).isTrue();
    assertThat(openId.session(token)).isEmpty();
  }

  private static String logout(String events, String audience, String subject) throws Exception {
    ObjectNode claims = JSON.createObjectNode();
    long now = Instant.now().getEpochSecond();
    claims.put("iss", provider.issuer().toString());
    claims.put("aud", audience).put("iat", now).put("exp", now + 60).put("jti", "1");
    claims.set("events", JSON.readTree(events));
    if (!subject.isEmpty()) {
      claims.put("sub", subject);
    }
    return provider.signed("RS256", JSON.createObjectNode().put("typ", "logout+jwt"), claims);
  }

  @Test
  void theStoreAloneGivesNoTokenAway() throws Exception {
    String token = signIn("li.na");

    try (Stream<ObjectKey> keys = store.heads().list("state/openid/")) {
      for (ObjectKey key : keys.toList()) {
        Head head = store.heads().get(key).orElseThrow();
        assertThat(key.value() + head.value().utf8())
            .doesNotContain(token.substring(OpenIdSessions.PREFIX.length()))
            .doesNotContain("eyJ")
            .contains("oidc:li.na");
      }
    }
  }

  @Test
  void whoComesBackAfterAnHourGoesOn() throws Exception {
    String token = signIn("li.na");
    ahead = Duration.ofMinutes(80);

    Session session = openId.session(token).orElseThrow();

    assertThat(Duration.between(session.began(), session.expires())).isEqualTo(SESSION);
  }

  @Test
  void whileTheProviderIsSilentNobodyIsSentThere() throws Exception {
    Return back = wayThere("li.na");
    provider.silent(true);
    ahead = Remembered.PAUSE.plusSeconds(1);

    assertThat(openId.begin(BACK, "zh")).isEmpty();
    assertThat(openId.fails()).isTrue();
    assertRefused(finish(back), Arrival.Why.SILENT);

    provider.silent(false);
    ahead = ahead.plus(Remembered.PAUSE).plusSeconds(1);
    assertThat(openId.begin(BACK, "zh")).isPresent();
    assertThat(openId.fails()).isFalse();
  }
}
