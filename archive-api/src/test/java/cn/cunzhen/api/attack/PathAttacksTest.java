package cn.cunzhen.api.attack;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths that two readers could take for different ones, methods, and headers that ask for more. */
@ExtendWith(UnderSiege.class)
class PathAttacksTest {
  private static final List<String> HIDDEN =
      List.of("/metrics", "/api/v1/audits", "/api/v1/grants", "/audit", "/me", "/api/v1/items");

  /** How a path is written so that a guard overlooks it; %s is the path without its first slash. */
  private static final List<String> DISGUISES =
      List.of(
          "//%s",
          "/./%s",
          "/%%2e/%s",
          "/x/../%s",
          "/x/%%2e%%2e/%s",
          "/x/%%252e%%252e/%s",
          "/x/..%%2f%s",
          "/x/..%%5c%s",
          "/x\\..\\%s",
          "/x/..;/%s",
          "/;/%s",
          "/;a=b/%s",
          "/%s;",
          "/%s;.css",
          "/%s;jsessionid=1",
          "/%s/",
          "/%s//",
          "/%s/.",
          "/%s/x/..",
          "/%s%%00",
          "/%s%%00.css",
          "/%s%%20",
          "/%s%%09",
          "/%s%%0d%%0aX-Injected:%%201",
          "/%s.json",
          "/%s%%2fx",
          "/%s%%3fx",
          "/%s#x",
          "/assets/../%s",
          "/assets/%%2e%%2e/%s",
          "/assets/..%%2f%s",
          "/signin/../%s",
          "/verify/..%%2f%s",
          "/ledger/tile/../../%s",
          "/ledger/tile/..%%2f..%%2f%s",
          "/%%u002f%s",
          "/%%c0%%af%s",
          "/%%ef%%bc%%8f%s");

  static Stream<Attack> disguises() {
    List<Attack> attacks = new ArrayList<>();
    for (String hidden : HIDDEN) {
      for (String disguise : DISGUISES) {
        String path = disguise.formatted(hidden.substring(1));
        attacks.add(Attack.get(path, path).with("X-Forwarded-For: 127.0.0.1"));
      }
      attacks.add(Attack.get(upper(hidden), upper(hidden)).with("X-Forwarded-For: 127.0.0.1"));
    }
    return attacks.stream();
  }

  private static String upper(String path) {
    return path.toUpperCase(Locale.ROOT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("disguises")
  void aDisguisedPathLeadsNowhere(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).raw()).doesNotContain("\nX-Injected");
  }

  static Stream<Attack> filesOfTheMachine() {
    List<Attack> attacks = new ArrayList<>();
    for (String place : List.of("/assets/", "/ledger/tile/", "/verify/", "/", "/api/v1/records/")) {
      for (String file :
          List.of(
              "../../../../etc/passwd",
              "..%2f..%2f..%2fetc%2fpasswd",
              "%2e%2e/%2e%2e/keys.p12",
              "..%252f..%252fkeys.p12",
              "....//....//etc/passwd",
              "..%c0%af..%c0%afetc/passwd",
              "%00/etc/passwd",
              "file:%2f%2f%2fetc%2fpasswd",
              "C:%5cwindows%5cwin.ini",
              ".git/config",
              "WEB-INF/web.xml",
              "META-INF/MANIFEST.MF",
              "cn/cunzhen/api/Main.class",
              "logback.xml")) {
        attacks.add(Attack.get(place + file, place + file).by(token()));
      }
    }
    return attacks.stream();
  }

  private static String token() {
    return UnderSiege.siege().token(Role.CLERK);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filesOfTheMachine")
  void noFileOfTheMachineIsServed(Attack attack) throws IOException {
    UnderSiege.siege().refused(attack);
  }

  static Stream<Attack> methods() {
    return Stream.of("/api/v1/records", "/signin", "/metrics", "/", "/api/v1/sessions", "/health")
        .flatMap(path ->
            Stream.of(
                    "PUT",
                    "PATCH",
                    "OPTIONS",
                    "BEFORE",
                    "AFTER",
                    "TRACE",
                    "TRACK",
                    "CONNECT",
                    "PROPFIND",
                    "DEBUG",
                    "DELETE",
                    "get",
                    "GETT",
                    "A".repeat(5000))
                .map(method ->
                    new Attack(
                            TokenAttacksTest.shortened(method) + " " + path,
                            method,
                            path,
                            List.of(),
                            "")
                        .with("X-Probe: probe-" + path.length())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void aMethodThatIsNotServedEchoesNothing(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).raw()).doesNotContain("probe-");
  }

  /** What some frameworks and proxies take for who is asking, or for what. */
  private static final List<String> CLAIMS =
      List.of(
          "X-HTTP-Method: PUT",
          "X-Method-Override: GET",
          "X-Original-URL: /health",
          "X-Rewrite-URL: /health",
          "X-Original-Host: localhost",
          "X-Forwarded-For: 127.0.0.1",
          "X-Forwarded-For: ::1",
          "X-Forwarded-For: 127.0.0.1, 127.0.0.1",
          "X-Forwarded-Host: localhost",
          "X-Forwarded-Proto: https",
          "X-Forwarded-Prefix: /health",
          "X-Forwarded-User: operator",
          "X-Real-IP: 127.0.0.1",
          "X-Client-IP: 127.0.0.1",
          "X-Remote-Addr: 127.0.0.1",
          "True-Client-IP: 127.0.0.1",
          "CF-Connecting-IP: 127.0.0.1",
          "Forwarded: for=127.0.0.1;host=localhost;proto=https",
          "Via: 1.1 localhost",
          "X-User: operator",
          "X-Role: operator",
          "X-Account: operator",
          "X-Forwarded-For: " + "1.1.1.1, ".repeat(900) + "127.0.0.1",
          "Referer: http://localhost/metrics",
          "Origin: null");

  static Stream<Attack> claims() {
    return Stream.of("/api/v1/records", "/api/v1/audits", "/me", "/api/v1/grants")
        .flatMap(path ->
            CLAIMS.stream()
                .map(claim ->
                    Attack.get(path + " with " + TokenAttacksTest.shortened(claim), path)
                        .with(claim)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  void aHeaderMakesNobodyOfAnybody(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isEqualTo(401);
  }

  static Stream<Attack> oddHeaders() {
    return Stream.of(
            "X-Large: " + "a".repeat(20_000),
            "X-Many: 1\r\n" + "X-Many: 1\r\n".repeat(2_000) + "X-Many: 1",
            "Cookie: " + "a=b; ".repeat(5_000),
            "Range: bytes=0-,0-,0-\r\nHost: localhost:1\r\nHost: evil.example",
            "Host: localhost\r\nHost: localhost",
            "Host: a b",
            "Host: localhost@evil.example",
            "Host: [::1",
            "Host: localhost:99999999",
            "Host: ../../",
            "Host: /" + Siege.NUMBER, // and the log does not say so
            "Host: localhost:" + Siege.NUMBER,
            "Bad Header: 1",
            "Bad\u0000: 1",
            "X-Nul: a\u0000b",
            ": empty",
            "NoColon",
            " Leading: 1",
            "X-Vertical: a\u000bb",
            "Expect: 200-maybe",
            "Transfer-Encoding: gzip, chunked",
            "Upgrade: h2c\r\nHTTP2-Settings: AAA=",
            "Content-Length: abc",
            "X-HTTP-Method-Override: DELETE",
            "x-http-method-override: GET")
        .map(header ->
            Attack.get(TokenAttacksTest.shortened(header.strip()), "/api/v1/records").with(header));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddHeaders")
  void anOddHeaderIsRefusedInOneSentence(Attack attack) throws IOException {
    UnderSiege.siege().refused(attack);
  }

  @Test
  void theyAreManyHundreds() {
    assertThat(
            Stream.of(disguises(), filesOfTheMachine(), methods(), claims(), oddHeaders(), hosts())
                .mapToLong(Stream::count)
                .sum())
        .isGreaterThanOrEqualTo(500);
  }

  static Stream<Attack> hosts() {
    return Stream.of("evil.example", "evil.example:80", "127.0.0.1", "xn--80ak6aa92e.example")
        .flatMap(host ->
            Stream.of("/signin", "/verify", "/", "/openapi.json")
                .map(path -> Attack.get(path + " of " + host, path).with("Host: " + host)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hosts")
  void noAnswerLeadsToTheHostThatACallerNamed(Attack attack) throws IOException {
    Wire.Answer answer = UnderSiege.siege().send(attack);
    assertThat(answer.status()).isLessThan(400);
    assertThat(answer.raw()).doesNotContain("evil.example", "xn--80ak6aa92e");
  }
}
