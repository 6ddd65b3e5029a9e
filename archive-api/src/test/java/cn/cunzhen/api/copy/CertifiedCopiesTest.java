package cn.cunzhen.api.copy;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.judge.EuDss;
import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.core.ledger.Commit;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Proposal;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certified copies over real HTTP, judged by programs that are not ours. */
class CertifiedCopiesTest {
  private static final String EVERYTHING = "{}";

  @TempDir private static Path folder;
  private static CopySite site;
  private static String record;
  private static HttpResponse<byte[]> copy;

  @BeforeAll
  static void start() throws Exception {
    site = CopySite.in(folder.resolve("data"));
    record = site.archive("copied-1");
    copy = site.copy("clerk", record, EVERYTHING);
    assertThat(copy.statusCode()).as(text(copy)).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void aCopyHasACoverAndEveryPageThatCanBeDrawn() throws Exception {
    assertThat(copy.headers().firstValue("Content-Type")).hasValue("application/pdf");
    try (PDDocument pdf = Loader.loadPDF(copy.body())) {
      String cover = words(pdf, 1);

      assertThat(pdf.getNumberOfPages()).isEqualTo(1 + CopySite.PAGES + 1);
      assertThat(cover)
          .contains("核证副本", "告知承诺书.pdf", "身份证.jpg", "数据.bin", "未绘制", "1-4（共4页）")
          .contains("封面之后共5页")
          .doesNotContain("王小明", "460100199003074518");
      assertThat(words(pdf, 3)).contains(code(copy), "文件1第2页", "2/5");
      assertThat(words(pdf, 6)).contains("文件2第1页", "5/5");
    }
  }

  @Test
  void theCoverNamesTheFilesByTheirDigestsAndTheRecordByItsOwn() throws Exception {
    JsonNode metadata = RunningNode.json(site.node().get("clerk", "/api/v1/records/" + record));
    try (PDDocument pdf = Loader.loadPDF(copy.body())) {
      String cover = words(pdf, 1);

      assertThat(cover)
          .contains(metadata.path("digest").asText(), metadata.path("archiveNumber").asText());
      for (JsonNode file : metadata.path("files")) {
        assertThat(cover).contains(file.path("sha256").asText());
      }
      assertThat(cover).contains(code(copy));
    }
  }

  @Test
  void popplerFindsOneSignatureOverTheWholeDocument() throws Exception {
    Files.write(folder.resolve("copy.pdf"), copy.body());

    Judge judge = Judge.run(folder, "pdfsig", "-nocert", "copy.pdf");

    assertThat(judge.output())
        .contains("Signature #1", "Signature is Valid", "Total document signed")
        .contains("ETSI.CAdES.detached")
        .doesNotContain("Signature #2");
  }

  @Test
  void euDssPassesACopyTotally() throws Exception {
    SimpleReport report = EuDss.judge(copy.body(), anchors());

    String signature = report.getFirstSignatureId();
    assertThat(report.getSignaturesCount()).isEqualTo(1);
    assertThat(report.getIndication(signature))
        .as("%s", report.getSubIndication(signature))
        .isEqualTo(Indication.TOTAL_PASSED);
    assertThat(report.getSignatureFormat(signature)).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
  }

  @Test
  void anyoneVerifiesACopyAndLearnsWhenItWasSealed() throws Exception {
    JsonNode verdict = verdict(copy.body());

    assertThat(verdict.path("valid").asBoolean()).as(verdict.toString()).isTrue();
    assertThat(verdict.path("complete").asBoolean()).as(verdict.toString()).isTrue();
    JsonNode time = verdict.path("checks").path(3);
    assertThat(time.path("check").asText()).isEqualTo("copy-time");
    assertThat(Instant.parse(time.path("time").asText())).isBefore(Instant.now());
  }

  @Test
  void chosenPagesAreCopiedAndNoOthers() throws Exception {
    HttpResponse<byte[]> some =
        site.copy(
            "citizen", record, "{\"version\": 1, \"files\": [{\"n\": 1, \"pages\": \"1,3-4\"}]}");

    assertThat(some.statusCode()).as(text(some)).isEqualTo(201);
    try (PDDocument pdf = Loader.loadPDF(some.body())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(4);
      assertThat(words(pdf, 1)).contains("1,3-4（共4页）").doesNotContain("身份证");
      assertThat(words(pdf, 3)).contains("文件1第3页");
    }
  }

  @Test
  void whatCanNotBeCopiedIsSaid() throws Exception {
    assertThat(
            site.copy("clerk", record, "{\"files\": [{\"n\": 1, \"pages\": \"5\"}]}").statusCode())
        .isEqualTo(404);
    assertThat(site.copy("clerk", record, "{\"files\": [{\"n\": 4}]}").statusCode()).isEqualTo(404);
    assertThat(site.copy("clerk", record, "{\"version\": 2}").statusCode()).isEqualTo(404);
    assertThat(text(site.copy("clerk", record, "{\"files\": [{\"n\": 3}]}"))).contains("no-pages");
    for (String selection :
        new String[] {
          "[]",
          "{\"files\": []}",
          "{\"file\": 1}",
          "{\"files\": [{\"n\": 2}, {\"n\": 1}]}",
          "{\"files\": [{\"n\": 1, \"pages\": \"3-1\"}]}",
          "{\"files\": [{\"n\": 1, \"pages\": \"1,1\"}]}",
          "{\"version\": 0}",
          "{"
        }) {
      assertThat(site.copy("clerk", record, selection).statusCode()).as(selection).isEqualTo(400);
    }
  }

  @Test
  void aCopyOfTooManyPagesIsRefused() throws Exception {
    String long9 = site.archiveLong("copied-long");

    HttpResponse<byte[]> whole = site.copy("clerk", long9, EVERYTHING);

    assertThat(whole.statusCode()).isEqualTo(422);
    assertThat(text(whole)).contains("copy-too-long", "at most 8 pages");
  }

  @Test
  void onlyWhoMayReadThePagesGetsACopy() throws Exception {
    String others = site.archive("copied-others", "460100199003074518", 1);

    assertThat(site.copy("citizen", others, EVERYTHING).statusCode()).isEqualTo(404);
    HttpResponse<String> silent = site.node().send(site.asked("clerk", record, EVERYTHING));
    assertThat(silent.statusCode()).isEqualTo(403);
    assertThat(silent.body()).contains("purpose-required");
    for (String account :
        new String[] {"source", "auditor", "supervisor", "operator", "archivist"}) {
      assertThat(site.copy(account, record, EVERYTHING).statusCode()).as(account).isEqualTo(403);
    }
    assertThat(
            site.node()
                .send(
                    HttpRequest.newBuilder(
                            site.node().uri("/api/v1/records/" + record + "/certified-copies"))
                        .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void theHolderSeesWhoTookACopyOfWhatAndWhatFor() throws Exception {
    String own = site.archive("copied-watched");
    site.copy("clerk", own, "{\"files\": [{\"n\": 2}]}");

    JsonNode accesses =
        RunningNode.json(site.node().get("auditor", "/api/v1/records/" + own + "/accesses"))
            .path("accesses");

    assertThat(accesses)
        .anySatisfy(access -> {
          assertThat(access.path("action").asText()).isEqualTo("copy");
          assertThat(access.path("file").asInt()).isEqualTo(2);
          assertThat(access.path("purpose").asText()).isEqualTo("证明");
          assertThat(access.path("account").asText()).isEqualTo("clerk");
        });
  }

  @Test
  void aCodeTellsAnyoneHowItStandsWithTheRecord() throws Exception {
    String changing = site.archive("copied-changing");
    String first =
        location(site.copy("clerk", changing, "{\"files\": [{\"n\": 1, \"pages\": \"1\"}]}"));

    assertThat(RunningNode.json(site.standing(first)).path("status").asText()).isEqualTo("current");

    site.amend(changing, "copied-changing");
    String second = location(site.copy("clerk", changing, "{\"files\": [{\"n\": 1}]}"));
    JsonNode superseded = RunningNode.json(site.standing(first));
    assertThat(superseded.path("status").asText()).isEqualTo("superseded");
    assertThat(superseded.path("version").asInt()).isEqualTo(1);
    assertThat(RunningNode.json(site.standing(second)).path("status").asText())
        .isEqualTo("current");
    assertThat(
            site.copy("clerk", changing, "{\"version\": 1, \"files\": [{\"n\": 1}]}").statusCode())
        .isEqualTo(201);

    dispose(changing, 2);
    JsonNode disposed = RunningNode.json(site.standing(first));
    assertThat(disposed.path("status").asText()).isEqualTo("disposed");
    assertThat(Instant.parse(disposed.path("disposedAt").asText())).isBefore(Instant.now());
    assertThat(RunningNode.json(site.standing(second)).path("status").asText())
        .isEqualTo("disposed");
  }

  @Test
  void thePageBehindACodeIsPlainAndShowsNothingPersonal() throws Exception {
    HttpResponse<String> page =
        site.node().send(HttpRequest.newBuilder(site.node().uri(location(copy))));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("档案现行有效", "is current", "href=\"/ledger/ca.pem\"")
        .doesNotContain("王小明", "460100199003074518", "补缴", "告知承诺书");
  }

  @Test
  void everyWrongCodeHasTheSameAnswer() throws Exception {
    String code = code(copy);
    String wrong = (code.startsWith("0") ? "1" : "0") + code.substring(1);
    HttpResponse<String> first = site.standing("/verify/" + wrong);

    assertThat(first.statusCode()).isEqualTo(404);
    assertThat(first.body()).isEqualTo("{\"status\":\"unknown\"}");
    for (String other : new String[] {"x", code.toUpperCase(Locale.ROOT), code + "0", "%20"}) {
      assertThat(site.standing("/verify/" + other).statusCode()).as(other).isEqualTo(404);
      assertThat(site.standing("/verify/" + other).body()).as(other).isEqualTo(first.body());
    }
    assertThat(site.node().send(HttpRequest.newBuilder(site.node().uri("/verify/offline"))).body())
        .contains("<html");
  }

  @Test
  void nothingIsLeftOfACopyThatWasMade() throws Exception {
    site.copy("clerk", record, EVERYTHING);

    try (var files = Files.walk(folder.resolve("data"))) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.startsWith("copy-") || name.startsWith("PDFBox"));
    }
  }

  private static void dispose(String disposed, int version) throws Exception {
    Sha256 event = Sha256.of(Bytes.utf8("disposal of " + disposed));
    Commit commit =
        site.node()
            .node()
            .archive()
            .ledger()
            .commit(
                Proposal.event(
                    EntryType.DISPOSED,
                    new RecordId(disposed),
                    version,
                    event,
                    () -> Set.of(event)),
                Instant.now());
    assertThat(commit).isInstanceOf(Commit.Committed.class);
  }

  private static JsonNode verdict(byte[] pdf) throws Exception {
    return RunningNode.json(
        site.node()
            .send(
                HttpRequest.newBuilder(site.node().uri("/api/v1/verifications"))
                    .POST(BodyPublishers.ofByteArray(pdf))));
  }

  private static Anchors anchors() throws Exception {
    return Anchors.parse(
        site.node().send(HttpRequest.newBuilder(site.node().uri("/ledger/ca.pem"))).body());
  }

  private static String location(HttpResponse<byte[]> copy) {
    assertThat(copy.statusCode()).as(text(copy)).isIn(200, 201);
    return copy.headers().firstValue("Location").orElseThrow();
  }

  private static String code(HttpResponse<byte[]> copy) {
    return location(copy).substring("/verify/".length());
  }

  private static String words(PDDocument pdf, int page) throws Exception {
    PDFTextStripper words = new PDFTextStripper();
    words.setStartPage(page);
    words.setEndPage(page);
    // Chinese lines are broken anywhere.
    return words.getText(pdf).replaceAll("\\s", "");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.ISO_8859_1);
  }
}
