package cn.cunzhen.api.attack;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Role;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that nobody may set, that are said twice, or that no reader can take for one value. */
@ExtendWith(UnderSiege.class)
class FieldAttacksTest {
  /** What a program that copies fields into what it keeps would take over. */
  private static final List<String> SURPLUS =
      List.of(
          "account",
          "admin",
          "recordId",
          "archiveNumber",
          "version",
          "digest",
          "position",
          "sealedAt",
          "retention",
          "seal",
          "entries",
          "decision",
          "granted",
          "id",
          "state",
          "__proto__",
          "constructor",
          "@class",
          "$type");

  static Stream<Attack> surplusFields() throws IOException {
    List<Attack> attacks = new ArrayList<>();
    for (String field : SURPLUS) {
      for (String level : List.of("", "/holders/0", "/files/0")) {
        ObjectNode submission = Siege.submission("surplus");
        ObjectNode place = level.isEmpty() ? submission : (ObjectNode) submission.at(level);
        place.put(field, "1");
        attacks.add(
            submitted("submission" + level + " with " + field, submission.toString())
                .by(token(Role.SOURCE)));
      }
      for (Place place : Place.all()) {
        attacks.add(
            Attack.json(
                    place.path() + " with " + field,
                    place.path(),
                    place.body().replaceFirst("\\{", "{\"" + quoted(field) + "\": \"1\","))
                .by(token(place.role())));
      }
    }
    return attacks.stream();
  }

  private static String quoted(String field) {
    return field.replace("$", "\\$");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("surplusFields")
  void aFieldThatNobodyMaySetIsRefused(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isIn(400, 422);
  }

  /** Where JSON is taken, what would be in order there, and by whom. */
  private record Place(String path, String body, Role role) {
    static List<Place> all() {
      String record = UnderSiege.siege().open();
      return List.of(
          new Place("/api/v1/sessions", "{\"username\": \"x1\", \"password\": \"y\"}", Role.CLERK),
          new Place("/api/v1/records/search", "{\"q\": \"x\"}", Role.CLERK),
          new Place("/api/v1/records/suggestions", "{\"q\": \"x\"}", Role.CLERK),
          new Place(
              "/api/v1/grants",
              "{\"records\": [\"" + record + "\"], \"reason\": \"x\", \"hours\": 1}",
              Role.AUDITOR),
          new Place(
              "/api/v1/guardianships/search",
              "{\"guardianIdNumber\": \"460100198001010014\"}",
              Role.CLERK),
          new Place(
              "/api/v1/guardianships",
              "{\"guardianIdNumber\": \"460100198001010014\","
                  + " \"wardIdNumber\": \"460100201006010018\", \"kind\": \"parent\","
                  + " \"papers\": \"x\"}",
              Role.CLERK),
          new Place("/api/v1/audits", "{\"kind\": \"whole\"}", Role.AUDITOR),
          new Place("/api/v1/records/" + record + "/certified-copies", "{\"a\": 1}", Role.CLERK),
          new Place(
              "/api/v1/records/" + record + "/files/1/pages/1/marks",
              "{\"q\": \"x\"}",
              Role.CLERK));
    }
  }

  /** Texts that are no JSON, or are for one reader this and for the next one that. */
  private static final List<String> MISREAD =
      List.of(
          "",
          " ",
          "{",
          "[]",
          "null",
          "\"x\"",
          "1",
          "{}{}",
          "{} x",
          "{\"q\": \"a\", \"q\": \"b\"}",
          "{\"q\": \"a\", \"\\u0071\": \"b\"}",
          "{q: 1}",
          "{'q': 'a'}",
          "{\"q\": \"a\",}",
          "{\"q\": NaN}",
          "{\"q\": 1e999}",
          "{\"q\": " + "9".repeat(2_000) + "}",
          "{\"q\": 0x10}",
          "{\"q\": 01}",
          "{\"q\": \"\\ud800\"}",
          "{\"q\": \"\\udc00\\ud800\"}",
          "{\"q\": \"\\u0000\"}",
          "{\"q\": \"\u0000\"}",
          "{\"q\": \"a\nb\"}",
          "{\"q\": \"\\x41\"}",
          "\ufeff{\"q\": \"a\"}",
          "/* c */ {\"q\": \"a\"}",
          "[".repeat(10_000),
          "{\"a\":".repeat(5_000),
          "{\"" + "k".repeat(5_000) + "\": 1}",
          "<q>a</q>",
          "q=a");

  static Stream<Attack> misreadBodies() {
    List<Attack> attacks = new ArrayList<>();
    for (Place place : Place.all()) {
      for (String body : MISREAD) {
        String said = place.path() + " with " + TokenAttacksTest.shortened(body.strip());
        boolean everything = place.path().endsWith("/certified-copies") && body.isEmpty();
        if (!everything) { // without a body a copy is of everything
          attacks.add(Attack.json(said, place.path(), body).by(token(place.role())));
        }
      }
    }
    for (String body : MISREAD) {
      String said = "submission of " + TokenAttacksTest.shortened(body.strip());
      attacks.add(submitted(said, body).by(token(Role.SOURCE)));
    }
    return attacks.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misreadBodies")
  void whatCanBeMisreadIsNotRead(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isIn(400, 413, 422);
  }

  static Stream<Attack> saidTwice() {
    Siege siege = UnderSiege.siege();
    String token = "Authorization: Bearer " + token(Role.CLERK);
    String other = "Authorization: Bearer " + siege.node().token(Siege.STRANGER);
    Attack file = Attack.get("a file", "/api/v1/records/" + siege.open() + "/files/1");
    Attack search = Attack.json("a search", "/api/v1/records/search", "{\"q\": \"x\"}");
    return Stream.of(
            file.with(token).with(other).with("Archive-Purpose: a"),
            file.with(other).with(token).with("Archive-Purpose: a"),
            file.with(token).with(token).with("Archive-Purpose: a"),
            file.with(token).with("Archive-Purpose: a").with("Archive-Purpose: b"),
            file.with(token)
                .with("Archive-Purpose: a")
                .with("Range: bytes=0-1")
                .with("Range: bytes=1-2"),
            file.with(token)
                .with("Archive-Purpose: a")
                .with("Archive-Position: 1")
                .with("Archive-Position: 99"),
            search.with(token).with("Content-Type: text/plain"),
            Attack.get("an unknown field", "/api/v1/records?q=x&role=operator").with(token),
            Attack.get("two limits", "/api/v1/records?limit=1&limit=200").with(token),
            Attack.get("two orders", "/api/v1/records?sort=newest&sort=oldest").with(token),
            Attack.get("two cursors", "/api/v1/records?cursor=a&cursor=b").with(token),
            Attack.get("two days", "/api/v1/records?from=2026-01-01&from=2020-01-01").with(token))
        .map(attack ->
            new Attack(
                attack.name() + " " + attack.headers().size(),
                attack.method(),
                attack.target(),
                attack.headers(),
                attack.body()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("saidTwice")
  void whatIsSaidTwiceIsRefused(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isEqualTo(400);
  }

  @Test
  void theyAreManyHundreds() throws IOException {
    assertThat(
            Stream.of(surplusFields(), misreadBodies(), saidTwice(), longForms())
                .mapToLong(Stream::count)
                .sum())
        .isGreaterThanOrEqualTo(450);
  }

  static Stream<Attack> longForms() {
    String auditor = token(Role.AUDITOR);
    return Stream.of(
            "/signin",
            "/signin/password",
            "/signin/code",
            "/me/codes",
            "/language",
            "/search",
            "/me/password",
            "/audit",
            "/search/kept")
        .flatMap(path ->
            Stream.of(
                Attack.form(path + " 4 MiB", path, "username=" + "a".repeat(4 << 20)),
                new Attack(
                    path + " in pieces",
                    "POST",
                    path,
                    List.of(
                        "Content-Type: application/x-www-form-urlencoded",
                        "Transfer-Encoding: chunked"),
                    "100000\r\n" + "a".repeat(1 << 20) + "\r\n0\r\n\r\n"),
                new Attack(
                    path + " in parts",
                    "POST",
                    path,
                    List.of("Content-Type: multipart/form-data; boundary=b"),
                    "--b\r\nContent-Disposition: form-data; name=\"to\"\r\n\r\n/\r\n--b--\r\n")))
        .map(attack -> attack.by(auditor));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longForms")
  void aFormOfAPageIsShort(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isIn(413, 415);
  }

  private static Attack submitted(String name, String json) {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"transaction\"\r\n\r\n"
            + json
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"f1\"\r\n\r\nx\r\n--b--\r\n";
    return new Attack(
        name,
        "POST",
        "/api/v1/transactions",
        List.of("Content-Type: multipart/form-data; boundary=b"),
        form);
  }

  private static String token(Role role) {
    return UnderSiege.siege().token(role);
  }
}
