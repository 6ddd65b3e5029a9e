package cn.cunzhen.api.attack;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.api.samples.SampleTransactions;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts in every field that is kept and shown later, or said and shown at once: pages show them
 * as the words that they are, papers have them as words, and no header is made of them.
 */
class ScriptAttacksTest {
  /** What tells each of them, and is no word of a page. */
  private static final String MARK = "71423";

  private static final List<String> SCRIPTS =
      List.of(
          "<script>alert(71423)</script>",
          "\"><script>alert(71423)</script>",
          "'><img src=x onerror=alert(71423)>",
          "\" onmouseover=\"alert(71423)\" x=\"",
          "' onfocus='alert(71423)' autofocus='",
          "</title></textarea></style><svg onload=alert(71423)>",
          "<a href=\"javascript:alert(71423)\">x</a>",
          "<!--<script>alert(71423)//-->",
          "<mark><img src=x onerror=alert(71423)></mark>",
          "<iframe srcdoc='&lt;script&gt;alert(71423)&lt;/script&gt;'>",
          "${'<b>71423</b>'}#{7*7}{{71423*1}}<b>71423</b>",
          "\u202e<script>\u202calert(71423)</script>",
          ") Tj ET <</S/JavaScript/JS(app.alert(71423))>> BT (",
          "=HYPERLINK(\"javascript:alert(71423)\")<b>",
          "x\"; filename=\"71423.html\"; y=\"<b>");

  /** Who sees which page of a record, or of what was said about it. */
  private static final List<Seen> SHOWN =
      List.of(
          new Seen("clerk", "/records/{id}"),
          new Seen("archivist", "/records/{id}"),
          new Seen("citizen", "/records/{id}"),
          new Seen("clerk", "/records/{id}/receipt"),
          new Seen("clerk", "/records/{id}/holders/1"),
          new Seen("clerk", "/records/{id}/files/1/view"),
          new Seen("clerk", "/records/{id}/verification"),
          new Seen("citizen", "/me/readers"),
          new Seen("clerk", "/search"),
          new Seen("auditor", "/grants"),
          new Seen("supervisor", "/grants"),
          new Seen("supervisor", "/watch"),
          new Seen("supervisor", "/watch/clerk"),
          new Seen("supervisor", "/objections"),
          new Seen("clerk", "/api/v1/records/{id}"),
          new Seen("auditor", "/api/v1/records/{id}/accesses"),
          new Seen("clerk", "/api/v1/records/{id}/report"));

  /** What is said and answered at once; the script stands for the star. */
  private static final List<Seen> SAID =
      List.of(
          new Seen("clerk", "/signin?to=*"),
          new Seen("clerk", "/signin?to=/*"),
          new Seen("clerk", "/signin/oidc?to=*"),
          new Seen("clerk", "/records/{id}?to=*"),
          new Seen("clerk", "/records/{id}?grant=*"),
          new Seen("clerk", "/records/*"),
          new Seen("clerk", "/records/{id}/files/*"),
          new Seen("clerk", "/records/{id}/files/1/view?p=*"),
          new Seen("clerk", "/verify/*"),
          new Seen("clerk", "/verify?code=*"),
          new Seen("clerk", "/intake/materials?item=*"),
          new Seen("clerk", "/me?changed=*"),
          new Seen("clerk", "/nowhere/*"),
          new Seen("clerk", "/*"),
          new Seen("supervisor", "/watch?days=*"),
          new Seen("supervisor", "/watch/*"),
          new Seen("auditor", "/audit?from=*&to=*"),
          new Seen("auditor", "/audit/progress?state=*"),
          new Seen("auditor", "/audit/reports/*"),
          new Seen("clerk", "/ledger/consistency?from=*"),
          new Seen("clerk", "/api/v1/records?q=*&*=1"),
          new Seen("clerk", "/api/v1/records/{id}/report?format=*"),
          new Seen("clerk", "/api/v1/records/{id}/seal?form=*"),
          new Seen("clerk", "POST /signin username=*&password=x&to=*"),
          new Seen("clerk", "POST /search q=*&sort=*&item=*&agency=*&channel=*"),
          new Seen("clerk", "POST /search/results q=*&sort=*&item=*"),
          new Seen("clerk", "POST /search/kept name=*&q=*"),
          new Seen("clerk", "POST /language language=*&to=*"),
          new Seen("clerk", "POST /records/{id}/purpose purpose=*&to=*"),
          new Seen("clerk", "POST /records/{id}/copy f=*&of=*"),
          new Seen("auditor", "POST /audit kind=sample&seed=*&count=*"),
          new Seen("auditor", "POST /records/{id}/grant reason=*&hours=*"),
          new Seen("supervisor", "POST /watch/clerk/release words=*"));

  @TempDir private static Path folder;
  private static RunningNode node;
  private static final Map<String, String> RECORDS = new LinkedHashMap<>();

  /**
   * @param path after a method that is none where it is GET, and before a form that it has
   */
  private record Seen(String account, String path) {}

  /** A script in a place. */
  record Case(String account, String path, String script) {
    HttpRequest.Builder request() {
      String encoded = URLEncoder.encode(script, StandardCharsets.UTF_8).replace("+", "%20");
      String filled = path.replace("{id}", RECORDS.getOrDefault(script, "")).replace("*", encoded);
      String[] parts = filled.split(" ", -1);
      HttpRequest.Builder request =
          node.as(account, parts.length == 1 ? parts[0] : parts[1])
              .header("Archive-Purpose", "case-17");
      if (!path.startsWith("/api/")) {
        request.header("Accept", "text/html");
      }
      return parts.length == 1
          ? request
          : request
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(parts[2]));
    }

    @Override
    public String toString() {
      return path + " with " + script + " as " + account;
    }
  }

  private static Stream<Case> cases(List<Seen> places) {
    return SCRIPTS.stream()
        .flatMap(script ->
            places.stream().map(place -> new Case(place.account(), place.path(), script)));
  }

  static Stream<Case> shown() {
    return cases(SHOWN);
  }

  static Stream<Case> said() {
    return cases(SAID);
  }

  @BeforeAll
  static void start() throws Exception {
    node =
        RunningNode.on(folder, Map.of("ARCHIVE_TEXT_PROCESSES", "0", "ARCHIVE_STAMP_SECONDS", "1"));
    for (String script : SCRIPTS) {
      RECORDS.put(script, archive(script));
      send(new Case("clerk", "POST /records/{id}/grant reason=*&hours=1", script));
      send(new Case("auditor", "POST /records/{id}/grant reason=*&hours=1", script));
      send(new Case("clerk", "POST /search/kept name=*&q=*", script));
    }
  }

  private static String archive(String script) throws Exception {
    ObjectNode submission = Siege.submission("script");
    submission.put("transactionId", "t-" + script).put("window", script).put("handler", script);
    ((ObjectNode) submission.at("/holders/0"))
        .put("name", script)
        .put("role", script)
        .put("idNumber", SampleTransactions.CITIZEN.number());
    ((ObjectNode) submission.at("/files/0")).put("fileName", script).put("title", script);
    submission
        .putArray("process")
        .addObject()
        .put("code", 1)
        .put("name", script)
        .put("actor", script)
        .put("at", "2026-01-05T09:12:00+08:00")
        .put("remark", script);
    HttpResponse<String> receipt =
        node.submit(
            "source",
            submission.toString(),
            Map.of("f1", ("告知承诺书 " + MARK).getBytes(StandardCharsets.UTF_8)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return RunningNode.json(receipt).path("recordId").asText();
  }

  private static HttpResponse<String> send(Case one) throws IOException, InterruptedException {
    HttpResponse<String> answer = node.send(one.request());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    return answer;
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shown")
  void whatIsKeptIsShownAsTheWordsThatItIs(Case one) throws Exception {
    HttpResponse<String> answer = send(one);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    isHarmless(answer);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("said")
  void whatIsSaidComesBackAsTheWordsThatItIs(Case one) throws Exception {
    isHarmless(send(one));
  }

  private static void isHarmless(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("text/html")) {
      Jsoup.parse(answer.body()).getAllElements().forEach(ScriptAttacksTest::isHarmless);
    } else {
      assertThat(type).matches("|text/plain.*|application/(problem\\+)?json.*");
    }
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src ")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("Location").orElse("/")).matches("/([^/\\\\].*)?");
  }

  /** As a browser sees it: what is written in a text or between quotation marks does nothing. */
  private static void isHarmless(Element element) {
    assertThat(element.normalName()).isNotIn("iframe", "object", "embed", "base", "b");
    assertThat(element.data()).doesNotContain(MARK);
    for (Attribute attribute : element.attributes()) {
      assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("srcdoc");
      assertThat(attribute.getKey()).doesNotContain(MARK);
      assertThat(attribute.getValue()).doesNotStartWith("javascript:");
    }
  }

  /** Without this nothing above would say anything. */
  @Test
  void theWordsAreThere() throws Exception {
    for (String path : List.of("/records/{id}", "/records/{id}/receipt", "/search")) {
      assertThat(send(new Case("clerk", path, SCRIPTS.getFirst())).body())
          .contains("&lt;script&gt;alert(71423)");
    }
    for (String account : List.of("auditor", "supervisor")) {
      assertThat(send(new Case(account, "/grants", SCRIPTS.getFirst())).body())
          .contains("&lt;script&gt;alert(71423)");
    }
  }

  static Stream<Case> files() {
    return cases(
        List.of(
            new Seen("clerk", "/api/v1/records/{id}/files/1"),
            new Seen("clerk", "/records/{id}/files/1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileIsNoPageOfOursWhateverItIsCalled(Case one) throws Exception {
    HttpResponse<String> answer = send(one);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("sandbox;");
    assertThat(answer.headers().allValues("Content-Disposition"))
        .singleElement()
        .asString()
        .matches("inline; filename\\*=UTF-8''[A-Za-z0-9%*._-]+");
  }

  static Stream<Case> papers() {
    return cases(
        List.of(
            new Seen("clerk", "/api/v1/records/{id}/receipt"),
            new Seen("clerk", "/api/v1/records/{id}/report?format=pdf")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("papers")
  void aPaperHasItAsWordsAndDoesNothing(Case one) throws Exception {
    HttpResponse<byte[]> answer = node.bytes(one.request());

    assertThat(answer.statusCode()).isEqualTo(200);
    try (PDDocument paper = Loader.loadPDF(answer.body())) {
      assertThat(new PDFTextStripper().getText(paper).replaceAll("\\s", "")).contains(MARK);
      for (COSObjectKey key : paper.getDocument().getXrefTable().keySet()) {
        doesNothing(paper.getDocument().getObjectFromPool(key).getObject());
      }
    }
  }

  private static void doesNothing(COSBase object) {
    if (object instanceof COSArray array) {
      array.forEach(ScriptAttacksTest::doesNothing);
    } else if (object instanceof COSDictionary dictionary) {
      assertThat(dictionary.keySet())
          .doesNotContain(
              COSName.JS, COSName.JAVA_SCRIPT, COSName.OPEN_ACTION, COSName.AA, COSName.A);
      dictionary.getValues().forEach(ScriptAttacksTest::doesNothing);
    }
  }

  /** What spreadsheets would carry out, {@code =HYPERLINK(…)}, has no spreadsheet to stand in. */
  @Test
  void nothingIsGivenOutAsASpreadsheet() {
    assertThat(node.node().routes())
        .flatMap(route -> route.answers().stream().map(answer -> answer.mediaType()).toList())
        .isNotEmpty()
        .noneMatch(type -> type.contains("csv") || type.contains("sheet"));
  }

  @Test
  void theyAreManyHundreds() {
    assertThat(Stream.of(shown(), said(), files(), papers()).mapToLong(Stream::count).sum())
        .isGreaterThanOrEqualTo(800);
  }
}
