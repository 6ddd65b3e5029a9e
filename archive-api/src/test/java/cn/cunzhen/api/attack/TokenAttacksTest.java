package cn.cunzhen.api.attack;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that are none, not whole, not in their place, or somebody else's. */
@ExtendWith(UnderSiege.class)
class TokenAttacksTest {
  /** Some of what lies behind a token. */
  private static final List<String> PLACES =
      List.of("/api/v1/records", "/api/v1/items", "/api/v1/grants", "/me", "/search");

  static Stream<Attack> tokensThatAreNone() {
    String token = UnderSiege.siege().token(Role.CLERK);
    String half = token.substring(0, token.length() / 2);
    List<String> headers =
        List.of(
            "X-Nothing: 1",
            "Authorization:",
            "Authorization: Bearer",
            "Authorization: Bearer  ",
            "Authorization: Bearer null",
            "Authorization: Bearer undefined",
            "Authorization: Bearer " + half,
            "Authorization: Bearer " + token.substring(1),
            "Authorization: Bearer " + token.substring(0, token.length() - 1),
            "Authorization: Bearer " + token + "x",
            "Authorization: Bearer " + token + token,
            "Authorization: Bearer " + swapped(token),
            "Authorization: Bearer " + token + ", Bearer " + token,
            "Authorization: Bearer \"" + token + "\"",
            "Authorization: Bearer " + half + " " + half,
            "Authorization: Bearer ../../accounts",
            "Authorization: Bearer *",
            "Authorization: Bearer %00",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJvcGVyYXRvciJ9.",
            "Authorization: Bearer " + "A".repeat(8000),
            "Authorization: Basic Y2xlcms6Y2xlcmstZGVtbw==",
            "Authorization: Token " + token,
            "Authorization: " + token,
            "X-Authorization: Bearer " + token,
            "Proxy-Authorization: Bearer " + token,
            "X-Auth-Token: " + token,
            "X-Remote-User: operator",
            "Remote-User: operator",
            "Cookie: token=" + token,
            "Cookie: Session=" + token,
            "Cookie: session=" + half,
            "Cookie: session=; other=" + token,
            "Cookie: session=\"\\\"" + token + "\"");
    List<Attack> attacks = new ArrayList<>();
    for (String place : PLACES) {
      for (String header : headers) {
        String said = header.replace(token, "TOKEN").replace(half, "HALF");
        attacks.add(Attack.get(place + " with " + shortened(said), place).with(header));
      }
      for (String query : List.of("token", "access_token", "session", "Authorization", "bearer")) {
        attacks.add(
            Attack.get(place + " with the token as ?" + query, place + "?" + query + "=" + token));
      }
    }
    return attacks.stream();
  }

  private static String swapped(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    return lower.equals(token) ? token.toUpperCase(Locale.ROOT) : lower;
  }

  static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokensThatAreNone")
  void whoHasNoTokenIsToldToSignIn(Attack attack) throws IOException {
    assertThat(UnderSiege.siege().refused(attack).status()).isEqualTo(401);
  }
}
