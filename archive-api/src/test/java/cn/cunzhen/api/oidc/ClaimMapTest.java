package cn.cunzhen.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.core.record.Holder.IdType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimMapTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ClaimMap map(String yaml) {
    Faults faults = new Faults();
    ClaimMap map = ClaimMap.read(yaml.getBytes(StandardCharsets.UTF_8), faults);
    assertThat(faults.list()).isEmpty();
    return Objects.requireNonNull(map);
  }

  private static String faults(String yaml) {
    Faults faults = new Faults();
    assertThat(ClaimMap.read(yaml.getBytes(StandardCharsets.UTF_8), faults)).isNull();
    return String.join(
        ", ",
        faults.list().stream().map(Fault::pointer).map(p -> p.isEmpty() ? "all" : p).toList());
  }

  private static final ClaimMap SIMPLE =
      map(
          """
          roles:
            - {claim: roles, value: archivists, role: archivist}
            - {claim: /realm_access/roles, value: counter, role: clerk}
            - {claim: "https://archive.example/role", value: source, role: source}
            - {claim: employer, value: "true", role: employer}
            - {claim: roles, value: people, role: citizen}
          agency: org
          window: desk
          idNumber: number
          idType: kind
          sourceSystems: systems
          clients:
            - {client: teller, sourceSystems: [teller, archive-form]}
            - {client: tax, subject: 4f6c-service, sourceSystems: [tax]}
          """);

  private static Optional<Caller> of(String json) throws Exception {
    return SIMPLE.of(JSON.readTree(json));
  }

  private static Optional<Caller> ofAccess(String json) throws Exception {
    return SIMPLE.ofAccess(JSON.readTree(json));
  }

  @Test
  void theFirstRoleThatFitsDecides() throws Exception {
    Caller both =
        of("""
        {"sub": "a", "roles": ["people", "archivists"], "realm_access": {"roles": ["counter"]}}
        """)
            .orElseThrow();

    assertThat(both.role()).isEqualTo(Role.ARCHIVIST);
    assertThat(both.account()).isEqualTo("oidc:a");
    assertThat(both.person()).isNull();
  }

  @Test
  void aClaimMayStandInsideOfAnotherOrBeAnAddress() throws Exception {
    assertThat(of("{\"sub\": \"a\", \"realm_access\": {\"roles\": [\"counter\"]}}"))
        .get()
        .extracting(Caller::role)
        .isEqualTo(Role.CLERK);
    Caller source =
        of("""
        {"sub": "a", "https://archive.example/role": "source", "systems": ["tax", "bank"]}
        """)
            .orElseThrow();
    assertThat(source.sourceSystems()).containsExactlyInAnyOrder("tax", "bank");
  }

  @Test
  void aHolderIsWhoTheNumberSays() throws Exception {
    assertThat(of("{\"sub\": \"a\", \"roles\": \"people\", \"number\": \"460100199003074518\"}"))
        .get()
        .extracting(Caller::person)
        .isEqualTo(new Caller.Person(IdType.RESIDENT_ID, "460100199003074518"));
    assertThat(
            of(
                "{\"sub\": \"a\", \"roles\": \"people\", \"kind\": \"passport\", \"number\": \"E12345678\"}"))
        .get()
        .extracting(Caller::person)
        .isEqualTo(new Caller.Person(IdType.PASSPORT, "E12345678"));
    assertThat(of("{\"sub\": \"a\", \"employer\": true, \"number\": \"91460100MA5TXXXX1Y\"}"))
        .as("no such code")
        .isEmpty();
  }

  @Test
  void whatIsMissingOrDoesNotFitMakesNobody() throws Exception {
    for (String json :
        new String[] {
          "{}",
          "{\"sub\": \"a\"}",
          "{\"sub\": \"a\", \"roles\": [\"Archivists\"]}",
          "{\"sub\": \"a\", \"roles\": [[\"archivists\"]]}",
          "{\"sub\": \"a\", \"roles\": {\"archivists\": true}}",
          "{\"sub\": \"a\", \"roles\": null}",
          "{\"roles\": [\"archivists\"]}",
          "{\"sub\": \"\", \"roles\": [\"archivists\"]}",
          "{\"sub\": \"a b\", \"roles\": [\"archivists\"]}",
          "{\"sub\": \"\u674e\u5a1c\", \"roles\": [\"archivists\"]}",
          "{\"sub\": [\"a\"], \"roles\": [\"archivists\"]}",
          "{\"sub\": \"a\", \"roles\": [\"archivists\"], \"org\": [\"460100-SI\"]}",
          "{\"sub\": \"a\", \"roles\": [\"archivists\"], \"desk\": \"A\\u0000\"}",
          "{\"sub\": \"a\", \"roles\": [\"people\"]}",
          "{\"sub\": \"a\", \"roles\": [\"people\"], \"number\": \"460100199003074510\"}",
          "{\"sub\": \"a\", \"roles\": [\"people\"], \"number\": \"1\", \"kind\": \"nothing\"}",
        }) {
      assertThat(of(json)).as(json).isEmpty();
    }
  }

  @Test
  void aClientIsASourceSystemOnlyWhereItSpeaksForItself() throws Exception {
    Caller teller = ofAccess("{\"client_id\": \"teller\", \"sub\": \"teller\"}").orElseThrow();

    assertThat(teller.role()).isEqualTo(Role.SOURCE);
    assertThat(teller.account()).isEqualTo("oidc-client:teller");
    assertThat(teller.sourceSystems()).containsExactlyInAnyOrder("teller", "archive-form");
    assertThat(ofAccess("{\"client_id\": \"tax\", \"sub\": \"4f6c-service\"}")).isPresent();
    assertThat(ofAccess("{\"client_id\": \"tax\", \"sub\": \"tax\"}")).isEmpty();
    assertThat(ofAccess("{\"client_id\": \"teller\", \"sub\": \"li.na\"}")).isEmpty();
    assertThat(of("{\"client_id\": \"teller\", \"sub\": \"teller\"}")).as("at a sign-in").isEmpty();
  }

  @Test
  void noNameOfAProviderIsABuiltInAccounts() throws Exception {
    for (String name : new String[] {"clerk", "client:teller", "..", "a@b.example", "auth0|7"}) {
      String account =
          of("{\"sub\": \"" + name + "\", \"roles\": [\"archivists\"]}").orElseThrow().account();

      assertThat(Accounts.isName(account)).as(account).isFalse();
      assertThat(account).isNotEqualTo("oidc-client:teller");
    }
  }

  @Test
  void everyFaultOfTheFileIsNamed() {
    assertThat(faults("")).isEqualTo("all");
    assertThat(faults("roles: [")).isEqualTo("all");
    assertThat(faults("account: sub")).isEqualTo("/roles");
    assertThat(faults("roles: [{claim: a, value: b, role: emperor}]")).contains("/roles/0/role");
    assertThat(faults("roles: [{claim: a, value: b, role: clerk, more: 1}]"))
        .contains("/roles/0/more");
    assertThat(faults("roles: [{claim: a, value: b, role: citizen}]")).isEqualTo("/idNumber");
    assertThat(faults("{roles: [{claim: a, value: b, role: clerk}], rolse: 1}"))
        .isEqualTo("/rolse");
    assertThat(faults("clients: [{client: a}]")).isEqualTo("/clients/0/sourceSystems");
    assertThat(
            faults("clients: [{client: a, sourceSystems: [a]}, {client: a, sourceSystems: [b]}]"))
        .isEqualTo("/clients/1/client");
  }
}
