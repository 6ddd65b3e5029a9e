package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Decision;
import cn.cunzhen.core.access.Grounds;
import cn.cunzhen.core.access.Policy;
import cn.cunzhen.core.access.Relation;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder.IdType;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Routes × roles × relations × confidentiality × what the caller brings, over real HTTP, against
 * the policy: whoever adds a route about a record says here what it does with it.
 */
class RightsTest {
  private static final String PASSWORD = "a-long-password";
  private static final String OWN = "460100199003074518";
  private static final String GUARDIAN = "460100197005120021";
  private static final String OTHER = "460100198001010010";

  /** What each route about a record does with it. */
  private static final Map<String, Action> ACTIONS =
      Map.ofEntries(
          Map.entry("GET /api/v1/records/{id}", Action.METADATA),
          Map.entry("GET /records/{id}", Action.METADATA),
          Map.entry("GET /api/v1/records/{id}/receipt", Action.METADATA),
          Map.entry("GET /records/{id}/receipt", Action.METADATA),
          Map.entry("GET /records/{id}/files/{n}/view", Action.PAGE),
          Map.entry("GET /api/v1/records/{id}/files/{n}", Action.FILE),
          Map.entry("GET /records/{id}/files/{n}", Action.FILE),
          Map.entry("GET /api/v1/records/{id}/files/{n}/pages", Action.PAGE),
          Map.entry("GET /api/v1/records/{id}/files/{n}/pages/{p}", Action.PAGE),
          Map.entry("GET /records/{id}/files/{n}/pages/{p}", Action.PAGE),
          Map.entry("GET /records/{id}/files/{n}/pages", Action.PAGE),
          Map.entry("POST /api/v1/records/{id}/files/{n}/pages/{p}/marks", Action.PAGE),
          Map.entry("POST /records/{id}/files/{n}/pages/{p}/marks", Action.PAGE),
          Map.entry("GET /api/v1/records/{id}/package", Action.PACKAGE),
          Map.entry("GET /api/v1/records/{id}/proof", Action.PROOF),
          Map.entry("GET /api/v1/records/{id}/seal", Action.PROOF),
          Map.entry("GET /api/v1/records/{id}/verification", Action.VERIFICATION),
          Map.entry("GET /records/{id}/verification", Action.VERIFICATION),
          Map.entry("GET /api/v1/records/{id}/report", Action.REPORT),
          Map.entry("GET /records/{id}/report", Action.REPORT),
          Map.entry("POST /api/v1/records/{id}/certified-copies", Action.COPY),
          Map.entry("POST /records/{id}/copy", Action.COPY),
          Map.entry("GET /api/v1/records/{id}/accesses", Action.ACCESSES),
          Map.entry("GET /api/v1/records/{id}/accesses/proof", Action.ACCESS_PROOF),
          Map.entry("POST /api/v1/records/{id}/objections", Action.OBJECTION),
          Map.entry("POST /records/{id}/objections", Action.OBJECTION),
          Map.entry("GET /api/v1/records/{id}/holders/{k}/records", Action.SEARCH),
          Map.entry("GET /records/{id}/holders/{k}", Action.SEARCH),
          Map.entry("POST /records/{id}/holders/{k}", Action.SEARCH));

  /** Those that show nothing of it: tests of their own say what they do. */
  private static final Set<String> OTHERS =
      Set.of(
          "POST /api/v1/records/{id}/versions",
          "POST /records/{id}/purpose",
          "POST /records/{id}/grant");

  @TempDir private static Path folder;
  private static RunningNode node;
  private static final Map<Confidentiality, String> RECORDS = new EnumMap<>(Confidentiality.class);

  /** Of forms that concern many: whoever holds the others holds a part of these. */
  private static final Map<Confidentiality, String> FORMS = new EnumMap<>(Confidentiality.class);

  private static final List<Asking> ASKING = new ArrayList<>();

  /** Somebody, and what that is to the records here. */
  private record Asking(String account, Role role, Relation relation, boolean granted) {
    Relation toForms() {
      boolean own = relation == Relation.HOLDER || relation == Relation.GUARDIAN;
      return own && role == Role.CITIZEN ? Relation.PART_HOLDER : relation;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    node = RunningNode.on(folder, Map.of("ARCHIVE_TEXT_PROCESSES", "0"));
    for (Confidentiality each : Confidentiality.values()) {
      RECORDS.put(each, archive(each));
      FORMS.put(each, Forms.archive(node, "form-" + each, each, OWN).record());
    }
    for (Role role : Role.values()) {
      switch (role) {
        case CITIZEN -> {
          add("holder", role, new Person(IdType.RESIDENT_ID, OWN), Relation.HOLDER);
          add("guardian", role, new Person(IdType.RESIDENT_ID, GUARDIAN), Relation.GUARDIAN);
          add("stranger", role, new Person(IdType.RESIDENT_ID, OTHER), Relation.STRANGER);
        }
        case EMPLOYER -> {
          add("firm", role, new Person(IdType.USCC, "91460000MA5T00000C"), Relation.HOLDER);
          add("rival", role, new Person(IdType.USCC, "91460000MA5T00001F"), Relation.STRANGER);
        }
        default -> {
          add(role.word() + "-near", role, null, Relation.OWN_AGENCY);
          add(role.word() + "-far", role, null, Relation.STRANGER);
        }
      }
    }
    registerGuardian();
    for (Asking each : List.copyOf(ASKING)) {
      if (each.role() == Role.CLERK || each.role() == Role.AUDITOR) {
        String name = each.account() + "-granted";
        add(name, each.role(), null, each.relation(), true);
        grant(name);
      }
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static void add(String name, Role role, @Nullable Person person, Relation relation) {
    add(name, role, person, relation, false);
  }

  private static void add(
      String name, Role role, @Nullable Person person, Relation relation, boolean granted) {
    String agency =
        person != null ? null : relation == Relation.OWN_AGENCY ? "460100-SI" : "460200-MI";
    node.node().accounts().put(new Caller(name, role, person, agency, null, Set.of()), PASSWORD);
    node.signIn(name, PASSWORD);
    ASKING.add(new Asking(name, role, relation, granted));
  }

  private static void grant(String account) throws Exception {
    String body =
        "{\"records\": [\"%s\"], \"reason\": \"复核\", \"hours\": 24}"
            .formatted(String.join("\", \"", RECORDS.values()));
    HttpResponse<String> asked = post(account, "/api/v1/grants", body);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
    String id = json(asked).path("id").asText();
    HttpResponse<String> given =
        post("supervisor-far", "/api/v1/grants/" + id + "/answer", "{\"given\": true}");
    assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
  }

  private static void registerGuardian() throws Exception {
    String body =
        """
        {"guardianIdNumber": "%s", "wardIdNumber": "%s", "kind": "guardian", "papers": "判决书"}
        """
            .formatted(GUARDIAN, OWN);
    HttpResponse<String> asked = post("clerk-far", "/api/v1/guardianships", body);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
    HttpResponse<String> given =
        post(
            "supervisor-far",
            "/api/v1/guardianships/" + json(asked).path("id").asText() + "/answer",
            "{\"given\": true}");
    assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
  }

  private static HttpResponse<String> post(String account, String path, String body)
      throws Exception {
    return node.send(
        node.as(account, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String archive(Confidentiality confidentiality) throws Exception {
    String json =
        """
        {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
         "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "%s"},
                     {"name": "海风有限公司", "idType": "uscc", "idNumber": "91460000MA5T00000C"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window", "outcome": "granted",
         "acceptedAt": "2026-11-21T09:12:00+08:00", "completedAt": "2026-11-21T09:13:40+08:00",
         "confidentiality": "%s",
         "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                    "fileName": "承诺书.txt"}]}
        """
            .formatted(
                confidentiality, OWN, confidentiality.name().toLowerCase(java.util.Locale.ROOT));
    HttpResponse<String> receipt =
        node.submit("source", json, Map.of("f1", "告知承诺书".getBytes(StandardCharsets.UTF_8)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    node.awaitFound(receipt);
    return json(receipt).path("recordId").asText();
  }

  private static String record(Confidentiality confidentiality) {
    return Objects.requireNonNull(RECORDS.get(confidentiality));
  }

  @Test
  void everyRouteAboutARecordSaysWhatItDoesWithIt() {
    List<String> routes =
        node.node().routes().stream()
            .filter(route -> route.path().contains("/records/{id}"))
            .map(RightsTest::name)
            .filter(name -> !OTHERS.contains(name))
            .toList();

    assertThat(routes).containsExactlyInAnyOrderElementsOf(ACTIONS.keySet());
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  @Test
  void everybodyGetsOnEveryRouteWhatThePolicySays() throws Exception {
    int cases = 0;
    for (Route route : node.node().routes()) {
      Action action = ACTIONS.get(name(route));
      if (action != null) {
        for (Asking asking : ASKING) {
          for (Confidentiality confidentiality : Confidentiality.values()) {
            for (boolean purpose : new boolean[] {false, true}) {
              check(route, action, asking, confidentiality, purpose, RECORDS, asking.relation());
              cases++;
              if (asking.role() == Role.CITIZEN || asking.role() == Role.EMPLOYER) {
                check(route, action, asking, confidentiality, purpose, FORMS, asking.toForms());
                cases++;
              }
            }
          }
        }
      }
    }
    assertThat(cases).isGreaterThan(1_500);
  }

  private static void check(
      Route route,
      Action action,
      Asking asking,
      Confidentiality confidentiality,
      boolean purpose,
      Map<Confidentiality, String> records,
      Relation relation)
      throws Exception {
    Decision policy =
        Policy.decide(
            asking.role(),
            relation,
            confidentiality,
            action,
            new Grounds(purpose, asking.granted()));
    Decision decision = route.access().admits(asking.role()) ? policy : Decision.FORBIDDEN;
    String record = Objects.requireNonNull(records.get(confidentiality));
    HttpResponse<String> answer = ask(route, asking.account(), record, purpose);
    String as =
        "%s %s %s %s %s %s: %s"
            .formatted(
                name(route), asking, relation, confidentiality, purpose, decision, answer.body());
    String type = answer.statusCode() < 400 ? "" : json(answer).path("type").asText();
    switch (decision) {
      // A file of text has pages only where they are drawn: whatever is wrong then, it is not this.
      case ALLOWED, MASKED, PART -> assertThat(answer.statusCode()).as(as).isNotIn(401, 403, 404);
      case NEEDS_PURPOSE -> assertThat(type).as(as).endsWith("/purpose-required");
      case NEEDS_GRANT -> assertThat(type).as(as).endsWith("/grant-required");
      case NEEDS_WARRANT -> assertThat(type).as(as).endsWith("/warrant-required");
      case CONCERNS_OTHERS -> assertThat(type).as(as).endsWith("/concerns-others");
      case HIDDEN -> assertThat(answer.statusCode()).as(as).isEqualTo(404);
      case FORBIDDEN -> assertThat(type).as(as).endsWith("/forbidden");
    }
    if (route.path().equals("/api/v1/records/{id}")) {
      assertThat(answer.body().contains(OWN))
          .as(as)
          .isEqualTo(decision == Decision.ALLOWED || decision == Decision.PART);
    }
  }

  private static HttpResponse<String> ask(
      Route route, String account, String record, boolean purpose) throws Exception {
    String path =
        route
            .path()
            .replace("{id}", record)
            .replaceAll("[{][a-z]+[}]", "1")
            .replaceAll("/report$", "/report?format=json");
    HttpRequest.Builder request = node.as(account, path);
    if (purpose) {
      request.header("Archive-Purpose", "case-17");
    }
    if (route.method() == Route.Method.POST) {
      boolean form = !path.startsWith("/api/") && !path.endsWith("/marks");
      request
          .header("Content-Type", form ? "application/x-www-form-urlencoded" : "application/json")
          .POST(BodyPublishers.ofString(body(path, form)));
    }
    return node.send(request);
  }

  private static String body(String path, boolean form) {
    if (form) {
      return "f=1&of=1";
    }
    return path.endsWith("/marks") ? "{\"q\": \"承诺\"}" : "{}";
  }

  @Test
  void whatSearchFindsIsWhatMayBeFound() throws Exception {
    for (Asking asking : ASKING) {
      for (Confidentiality confidentiality : Confidentiality.values()) {
        Decision decision =
            Policy.decide(
                asking.role(),
                asking.relation(),
                confidentiality,
                Action.SEARCH,
                new Grounds(false, false));
        HttpResponse<String> answer =
            post(asking.account(), "/api/v1/records/search", "{\"q\": \"王小明\"}");
        List<String> found = new ArrayList<>();
        for (JsonNode hit : json(answer).path("hits")) {
          found.add(hit.path("recordId").asText());
        }
        assertThat(found.contains(record(confidentiality)))
            .as("%s %s", asking, confidentiality)
            .isEqualTo(decision == Decision.MASKED);
        Decision ofForm =
            Policy.decide(
                asking.role(),
                asking.toForms(),
                confidentiality,
                Action.SEARCH,
                new Grounds(false, false));
        assertThat(found.contains(FORMS.get(confidentiality)))
            .as("%s %s", asking, confidentiality)
            .isEqualTo(ofForm.isYes());
      }
    }
  }
}
