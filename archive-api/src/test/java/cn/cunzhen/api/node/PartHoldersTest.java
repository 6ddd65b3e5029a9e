package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder.IdType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a form that concerns many, each gets over HTTP what concerns them, and nothing of others. */
class PartHoldersTest {
  private static final String PASSWORD = "a-long-password";
  private static final String MINE = "460100199003074518";
  private static final String THEIRS = "460100198001010030";

  @TempDir private static Path folder;
  private static RunningNode node;
  private static Forms.Archived form;
  private static String path;

  @BeforeAll
  static void start() throws Exception {
    node = RunningNode.on(folder, Map.of("ARCHIVE_STAMP_SECONDS", "1"));
    form = Forms.archive(node, "form-1", Confidentiality.NORMAL, MINE);
    path = "/api/v1/records/" + form.record();
    add("mine", Role.CITIZEN, new Person(IdType.RESIDENT_ID, MINE));
    add("si-guang", Role.CITIZEN, new Person(IdType.RESIDENT_ID, THEIRS));
    add("hai-feng", Role.EMPLOYER, new Person(IdType.USCC, "91460000MA5T00000C"));
    node.get("si-guang", path);
    node.get("si-guang", path + "/files/1/pages/2");
    assertThat(node.get("hai-feng", path + "/files/2").body()).contains("梨园小筑");
    HttpRequest.Builder clerk = node.as("clerk", path + "/files/2");
    node.send(
        clerk.header(
            "Archive-Purpose", java.net.URLEncoder.encode("为李四光开证明", StandardCharsets.UTF_8)));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static void add(String name, Role role, Person person) {
    node.node().accounts().put(new Caller(name, role, person, null, null, Set.of()), PASSWORD);
    node.signIn(name, PASSWORD);
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return node.send(
        node.as("mine", path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static List<String> ofOthers() {
    List<String> words = new ArrayList<>(Forms.OF_OTHERS);
    words.addAll(List.of("si-guang", "hai-feng", "为李四光开证明"));
    return words;
  }

  @Test
  void noRouteThatACitizenMayCallTellsAnythingOfOthers() throws Exception {
    Set<String> answered = new TreeSet<>();
    for (Route route : node.node().routes()) {
      if (route.access().admits(Role.CITIZEN) && !changes(route)) {
        for (String each : paths(route)) {
          for (HttpRequest.Builder request : requests(route, each)) {
            HttpResponse<byte[]> answer = node.bytes(request);
            String as = route.method() + " " + each + " " + answer.statusCode();
            assertThat(answer.statusCode()).as(as).isLessThan(500);
            assertThat(text(answer)).as(as).doesNotContain(ofOthers());
            if (answer.statusCode() < 300) {
              answered.add(route.method() + " " + route.path());
            }
          }
        }
      }
    }

    assertThat(answered)
        .contains(
            "GET /api/v1/records/{id}",
            "GET /records/{id}",
            "GET /api/v1/records/{id}/receipt",
            "GET /records/{id}/receipt",
            "GET /records/{id}/files/{n}/view",
            "GET /api/v1/records/{id}/files/{n}/pages",
            "GET /api/v1/records/{id}/files/{n}/pages/{p}",
            "POST /api/v1/records/{id}/files/{n}/pages/{p}/marks",
            "GET /api/v1/records/{id}/verification",
            "POST /api/v1/records/{id}/certified-copies",
            "POST /records/{id}/copy",
            "GET /api/v1/records/{id}/holders/{k}/records",
            "GET /api/v1/records",
            "POST /api/v1/records/search",
            "POST /api/v1/records/suggestions",
            "GET /api/v1/me/accesses",
            "GET /me/readers",
            "GET /my",
            "POST /my",
            "GET /search",
            "POST /search")
        .doesNotContain(
            "GET /api/v1/records/{id}/files/{n}",
            "GET /records/{id}/files/{n}",
            "GET /api/v1/records/{id}/package",
            "GET /api/v1/records/{id}/proof",
            "GET /api/v1/records/{id}/report",
            "GET /records/{id}/report",
            "GET /api/v1/records/{id}/accesses",
            "GET /api/v1/records/{id}/accesses/proof");
  }

  /** What ends the session or changes the account is about no record. */
  private static boolean changes(Route route) {
    return route.path().contains("session")
        || route.path().contains("sign")
        || route.path().contains("password")
        || route.path().contains("codes")
        || route.path().contains("verifications");
  }

  private static List<String> paths(Route route) {
    List<String> paths = List.of(route.path().replace("{id}", form.record()));
    for (String name : List.of("n", "p", "k")) {
      List<String> all = new ArrayList<>();
      for (String each : paths) {
        for (int value = each.contains("{" + name + "}") ? 0 : 3; value <= 3; value++) {
          all.add(each.replace("{" + name + "}", Integer.toString(value)));
        }
      }
      paths = all;
    }
    return paths.stream().map(each -> each.replaceAll("[{<][a-z]+[}>]", "1")).toList();
  }

  private static List<HttpRequest.Builder> requests(Route route, String each) {
    if (route.method() != Route.Method.POST) {
      return List.of(
          node.as("mine", each), node.as("mine", each + "?format=json&limit=50&version=1"));
    }
    boolean json = each.startsWith("/api/") || each.endsWith("/marks");
    List<HttpRequest.Builder> requests = new ArrayList<>();
    for (String body :
        json
            ? List.of("{}", "{\"q\": \"\"}", "{\"q\": \"王\"}", "{\"q\": \"FALCON\"}")
            : List.of("", "q=%E7%8E%8B", "f=1&of=1", "f=1&f=2&of=2", "f=1&of=1&p1=1-2")) {
      requests.add(
          node.as("mine", each)
              .header(
                  "Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(body)));
    }
    return requests;
  }

  private static String text(HttpResponse<byte[]> answer) throws IOException {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    String headers = answer.headers().map().toString();
    if (type.startsWith("image/")) {
      return headers;
    }
    if (type.startsWith("application/pdf")) {
      try (PDDocument document = Loader.loadPDF(answer.body())) {
        return headers
            + document.getDocumentInformation().getTitle()
            + new PDFTextStripper().getText(document);
      }
    }
    return headers + new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsToldIsWhatConcernsOneself() throws Exception {
    JsonNode told = json(node.get("mine", path));

    assertThat(told.path("holders")).hasSize(1);
    assertThat(told.path("holders").path(0).path("idNumber").asText()).isEqualTo(MINE);
    assertThat(told.path("others").asInt()).isEqualTo(2);
    assertThat(told.path("transactionId").asText()).isEqualTo("form-1");
    assertThat(told.path("files")).hasSize(1);
    assertThat(told.path("files").path(0).path("fileName").asText()).isEqualTo("001.pdf");
    assertThat(told.path("process").path(0).path("name").asText()).isEqualTo("补正");
    assertThat(told.path("process").path(0).has("remark")).isFalse();
    assertThat(json(node.get("hai-feng", path)).path("holders")).hasSize(3);
    assertThat(json(node.get("hai-feng", path)).has("others")).isFalse();
  }

  @Test
  void pagesAreShownToWhoStandsOnThem() throws Exception {
    JsonNode pages = json(node.get("mine", path + "/files/1/pages"));
    assertThat(pages.path("pages").asInt()).isEqualTo(3);
    assertThat(pages.path("own").valueStream().map(JsonNode::asInt)).containsExactly(1);

    for (int page = 0; page <= 4; page++) {
      String each = path + "/files/1/pages/" + page;
      assertThat(node.get("mine", each).statusCode()).as(each).isEqualTo(page == 1 ? 200 : 403);
      boolean theirs = page == 2 || page == 3;
      assertThat(node.get("si-guang", each).statusCode()).as(each).isEqualTo(theirs ? 200 : 403);
      assertThat(node.get("hai-feng", each).statusCode())
          .as(each)
          .isEqualTo(page >= 1 && page <= 3 ? 200 : 404);
    }
    HttpResponse<String> refused = node.get("mine", path + "/files/1/pages/2");
    assertThat(json(refused).path("type").asText()).endsWith("/concerns-others");
    assertThat(json(refused).path("title").asText()).contains("到任一窗口申请");
    assertThat(json(post(path + "/files/1/pages/1/marks", "{\"q\": \"peregrine\"}")).path("marks"))
        .isNotEmpty();
    assertThat(post(path + "/files/1/pages/2/marks", "{\"q\": \"peregrine\"}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aCertifiedCopyHasOnesOwnPagesAlone() throws Exception {
    for (String all : List.of("", "{}", "{\"files\": [{\"n\": 1}]}", "{\"version\": 1}")) {
      HttpResponse<byte[]> copy =
          node.bytes(
              node.as("mine", path + "/certified-copies").POST(BodyPublishers.ofString(all)));
      assertThat(copy.statusCode()).as(all).isEqualTo(201);
      try (PDDocument document = Loader.loadPDF(copy.body())) {
        assertThat(document.getNumberOfPages()).as("cover and page").isEqualTo(2);
      }
    }
    for (String more :
        List.of(
            "{\"files\": [{\"n\": 2}]}",
            "{\"files\": [{\"n\": 1, \"pages\": \"1-2\"}]}",
            "{\"files\": [{\"n\": 1, \"pages\": \"2\"}]}",
            "{\"files\": [{\"n\": 1}, {\"n\": 2}]}",
            "{\"files\": [{\"n\": 99}]}")) {
      HttpResponse<String> refused = post(path + "/certified-copies", more);
      assertThat(json(refused).path("type").asText()).as(more).endsWith("/concerns-others");
    }
  }

  @Test
  void readersAreShownButForOthersWhoHoldItAndWithoutWhatItWasFor() throws Exception {
    JsonNode readers = json(node.get("mine", "/api/v1/me/accesses")).path("accesses");

    assertThat(readers.findValuesAsText("account")).contains("clerk").doesNotContain("si-guang");
    assertThat(readers.findValuesAsText("purpose")).isEmpty();
    JsonNode firms = json(node.get("hai-feng", "/api/v1/me/accesses")).path("accesses");
    assertThat(firms.findValuesAsText("account")).contains("clerk", "si-guang", "mine");
    assertThat(firms.findValuesAsText("purpose")).contains("为李四光开证明");

    assertThat(object(at(readers, "clerk"), "clerk").statusCode()).isEqualTo(201);
    assertThat(object(at(firms, "si-guang"), "si-guang").statusCode()).isEqualTo(404);
  }

  private static String at(JsonNode accesses, String account) {
    return accesses
        .valueStream()
        .filter(each -> each.path("account").asText().equals(account))
        .findFirst()
        .orElseThrow()
        .path("at")
        .asText();
  }

  private static HttpResponse<String> object(String at, String account) throws Exception {
    return post(
        path + "/objections",
        "{\"account\": \"%s\", \"at\": \"%s\", \"words\": \"为什么\"}".formatted(account, at));
  }

  @Test
  void searchFindsItByWhatConcernsOneselfAlone() throws Exception {
    for (String own : List.of("王小明", MINE, "form-1", "补缴")) {
      assertThat(found(own)).as(own).contains(form.record());
    }
    for (String other : List.of("李四光", THEIRS, "海风", "李四光等", "梨园小筑", "FALCON", "住址")) {
      assertThat(found(other)).as(other).isEmpty();
    }
    JsonNode dossier = json(node.get("mine", path + "/holders/1/records"));
    assertThat(dossier.path("holder").path("idNumber").asText()).isEqualTo(MINE);
    assertThat(node.get("mine", path + "/holders/2/records").statusCode()).isEqualTo(404);
  }

  private static List<String> found(String words) throws Exception {
    return json(post("/api/v1/records/search", "{\"q\": \"%s\"}".formatted(words)))
        .path("hits")
        .findValuesAsText("recordId");
  }

  @Test
  void whatIsStatedOfPagesThatTheFileHasNotOpensNoneOfThem() throws Exception {
    String json = Forms.json("form-short", Confidentiality.NORMAL, MINE, "1", "2-4");
    HttpResponse<String> receipt = node.submit("source", json, Forms.files());
    node.awaitFound(receipt);
    String shorter = "/api/v1/records/" + json(receipt).path("recordId").asText();

    assertThat(node.get("mine", shorter).statusCode()).isEqualTo(200);
    assertThat(node.get("mine", shorter + "/files/1/pages").statusCode()).isEqualTo(403);
    assertThat(node.get("mine", shorter + "/files/1/pages/1").statusCode()).isEqualTo(403);
    assertThat(post(shorter + "/certified-copies", "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void whatWasStatedWronglyAndCorrectedOpensNothingAnyMore() throws Exception {
    Forms.Archived wrong = Forms.archive(node, "form-wrong", Confidentiality.NORMAL, MINE);
    String amended = "/api/v1/records/" + wrong.record();
    assertThat(node.get("mine", amended + "/files/1/pages/1").statusCode()).isEqualTo(200);
    String json = Forms.json("form-wrong", Confidentiality.NORMAL, MINE, "3", "1-2");
    HttpResponse<String> receipt =
        node.send(
            RunningNode.multipart(
                node.as("source", amended + "/versions")
                    .header("If-Match", "\"" + wrong.digest() + "\""),
                json,
                Forms.files()));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    node.awaitFound(receipt);

    assertThat(node.get("mine", amended + "/files/1/pages/1").statusCode()).isEqualTo(403);
    assertThat(node.get("mine", amended + "/files/1/pages/3").statusCode()).isEqualTo(200);
    HttpResponse<String> older = post(amended + "/certified-copies", "{\"version\": 1}");
    assertThat(json(older).path("type").asText()).endsWith("/concerns-others");
    assertThat(post(amended + "/certified-copies", "{\"version\": 2}").statusCode()).isEqualTo(201);
  }

  @Test
  void theirPageSaysInPlainWordsThatItIsAPart() throws Exception {
    String page = node.get("mine", "/records/" + form.record()).body();
    assertThat(page)
        .contains("此表涉及多人（另有 2 方），您只能看到与您有关的部分。", "看我所在的页", "开具我所在页的核证副本")
        .doesNotContain("/report", "/proof", "download>");
    String english =
        node.send(node.as("mine", "/records/" + form.record()).header("Accept-Language", "en"))
            .body();
    assertThat(english).contains("you see your own part of it alone", "My pages");
    String viewer = node.get("mine", "/records/" + form.record() + "/files/1/view").body();
    assertThat(viewer)
        .contains("/files/1/pages/1?width=1200")
        .doesNotContain("/pages/2", "viewer.js", "download");
    assertThat(node.get("mine", "/my").body()).contains("此表涉及多人（另有 2 方）");
  }
}
