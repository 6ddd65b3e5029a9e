package cn.cunzhen.api.attack;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.RecordId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Guessing what things are called, on every route that names one, by everybody. */
@ExtendWith(UnderSiege.class)
class ObjectAttacksTest {
  private static final Pattern CONTENT = Pattern.compile("\\{n}|/package$|/cop(y|ies)$");

  /** Each form finds in it what it asks for. */
  private static final String FORM =
      "f=1&of=1&reason=x&hours=1&reader=clerk&at=2026-01-05T01:12:00.123Z&words=why";

  private static final Pattern VARIABLE = Pattern.compile("[{<]([a-z]+)[}>]");

  /** Nobody has it: only who knows the id key could tell. */
  private static final String UNKNOWN = "0123456789abcdefghijklmnop";

  /** What might stand where a name or a number belongs, as it goes over the wire. */
  private static final List<String> GUESSES =
      List.of(
          UNKNOWN,
          "00000000000000000000000000",
          "0",
          "-1",
          "99999999999999999999",
          "1e1",
          "%EF%BC%91", // a digit, but a wide one
          "*",
          "%27%20OR%20%271%27=%271",
          "%7B%22$ne%22:null%7D",
          "$%7Bjndi:ldap:%2F%2F127.0.0.1%2Fa%7D",
          "null",
          "%E5%AD%98");

  static Stream<Attack> guesses() {
    List<Attack> attacks = new ArrayList<>();
    for (Route route : routes()) {
      List<String> variables =
          VARIABLE.matcher(route.path()).results().map(MatchResult::group).toList();
      for (String variable : variables) {
        for (String guess : GUESSES) {
          if (route.path().endsWith("/purpose") && guess.length() == RecordId.LENGTH) {
            continue; // the same for any id
          }
          String path = filled(route.path().replace(variable, guess));
          attacks.add(attack(route, path, strongest(route)));
        }
      }
    }
    return attacks.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("guesses")
  void whatIsNotThereIsNotFoundAndNothingIsSaidOfIt(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isIn(400, 404, 405, 412, 415, 422);
  }

  static Stream<Attack> everybodyOnEveryRoute() {
    return routes().stream()
        .filter(route -> !(route.access() instanceof Access.Anyone))
        .filter(route -> !route.path().endsWith("/purpose")) // the same for any id
        .flatMap(route ->
            Stream.of(Role.values())
                .map(role -> attack(route, filled(route.path().replace("{id}", UNKNOWN)), role)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everybodyOnEveryRoute")
  void nobodyLearnsFromAnAnswerWhetherThereIsSuchAThing(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isIn(400, 403, 404, 412, 415, 422);
  }

  static Stream<Attack> everyRouteWithoutSignIn() {
    Siege siege = UnderSiege.siege();
    return siege.routes().stream()
        .filter(route -> route.access() instanceof Access.Roles)
        .map(route -> bare(route, filled(route.path().replace("{id}", siege.open()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyRouteWithoutSignIn")
  void whoIsNotSignedInGetsNothing(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isEqualTo(401);
  }

  static Stream<Attack> recordsOfOthers() {
    Siege siege = UnderSiege.siege();
    return Stream.of(siege.open(), siege.sensitive())
        .flatMap(record ->
            routes().stream()
                .filter(route -> route.path().contains("/records/{id}"))
                .filter(route -> !route.path().endsWith("/purpose"))
                .filter(route -> route.access().admits(Role.CITIZEN))
                .map(route ->
                    bare(route, filled(route.path().replace("{id}", record)))
                        .by(siege.node().token(Siege.STRANGER))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordsOfOthers")
  void aRecordOfSomebodyElseIsNotThere(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isEqualTo(404);
  }

  static Stream<Attack> contentsOfASensitiveRecord() {
    Siege siege = UnderSiege.siege();
    return routes().stream()
        .filter(route -> route.access().admits(Role.CLERK))
        .filter(route -> CONTENT.matcher(route.path()).find())
        .map(route ->
            attack(route, filled(route.path().replace("{id}", siege.sensitive())), Role.CLERK));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contentsOfASensitiveRecord")
  void withoutAGrantNoContentIsShown(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isEqualTo(403);
  }

  @Test
  void everyRefusedReadingStandsInTheLedgerOfAccesses() throws Exception {
    Siege siege = UnderSiege.siege();
    int before = refusals();
    List<Attack> reads = Stream.concat(recordsOfOthers(), contentsOfASensitiveRecord()).toList();
    for (Attack attack : reads) {
      siege.refused(attack);
    }
    assertThat(refusals() - before).isEqualTo(reads.size());
  }

  @Test
  void theyAreManyHundreds() {
    assertThat(
            Stream.of(
                    guesses(),
                    everybodyOnEveryRoute(),
                    everyRouteWithoutSignIn(),
                    recordsOfOthers(),
                    contentsOfASensitiveRecord())
                .mapToLong(Stream::count)
                .sum())
        .isGreaterThanOrEqualTo(1_000);
  }

  private static int refusals() throws Exception {
    Siege siege = UnderSiege.siege();
    return siege.accesses(siege.open(), "outcome", "refused")
        + siege.accesses(siege.sensitive(), "outcome", "refused");
  }

  /** Those that name something, which is there or not. */
  private static List<Route> routes() {
    return UnderSiege.siege().routes().stream()
        .filter(route -> VARIABLE.matcher(route.path()).find())
        .filter(route -> !route.path().contains("{account}")) // of any name: what it has read
        .toList();
  }

  private static String filled(String path) {
    return path.replace("{id}", UnderSiege.siege().open())
        .replace("{node}", "n")
        .replaceAll("[{<][a-z]+[}>]", "1");
  }

  private static Role strongest(Route route) {
    return Stream.of(Role.values()).filter(route.access()::admits).findFirst().orElseThrow();
  }

  private static Attack attack(Route route, String path, Role role) {
    Attack attack = bare(route, path);
    Attack named =
        new Attack(
            attack.name() + " as " + role.word(),
            attack.method(),
            attack.target(),
            attack.headers(),
            attack.body());
    return named.by(UnderSiege.siege().token(role));
  }

  /** What is in order there: so nothing but the name of the record is wrong. */
  private static String body(String path) {
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "marks" -> "{\"q\": \"a\"}";
      case "objections" ->
          "{\"account\": \"clerk\", \"at\": \"2026-01-05T01:12:00.123Z\", \"words\": \"why\"}";
      default -> "{}";
    };
  }

  private static Attack bare(Route route, String path) {
    String name = route.method() + " " + path;
    Attack attack =
        switch (route.method()) {
          case GET -> Attack.get(name, path);
          case DELETE -> new Attack(name, "DELETE", path, List.of(), "");
          case POST ->
              path.startsWith("/api/") || path.endsWith("/marks")
                  ? Attack.json(name, path, body(path))
                  : Attack.form(name, path, FORM);
        };
    return attack.with("Archive-Purpose: case-17");
  }
}
