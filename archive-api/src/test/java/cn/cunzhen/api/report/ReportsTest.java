package cn.cunzhen.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.copy.CopySite;
import cn.cunzhen.api.judge.EuDss;
import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.core.ledger.Commit;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Proposal;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.report.ProbativeReport;
import cn.cunzhen.core.report.ProbativeReport.State;
import cn.cunzhen.core.report.ReportJson;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probative-value reports over real HTTP, judged by programs that are not ours. */
class ReportsTest {
  private static final String STRANGER = "460100199003074518";

  @TempDir private static Path folder;
  private static CopySite site;
  private static String record;
  private static HttpResponse<byte[]> pdf;

  @BeforeAll
  static void start() throws Exception {
    site = CopySite.in(folder.resolve("data"));
    record = site.archive("reported-1");
    awaitStamp(record);
    pdf = report("clerk", record, "?format=pdf", "zh");
    assertThat(pdf.statusCode()).as(text(pdf)).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void everyCheckHoldsOfARecordThatIsWholeAndStamped() throws Exception {
    ProbativeReport report = read(report("clerk", record, "", "zh"));

    assertThat(report.state()).isEqualTo(State.CURRENT);
    assertThat(report.valid()).isTrue();
    assertThat(report.complete()).isTrue();
    assertThat(report.count(Verdict.HOLDS)).isEqualTo(report.checks().size()).isGreaterThan(6);
    assertThat(report.seals()).hasSize(2).allMatch(seal -> seal.holds());
    assertThat(report.chains()).hasSize(1);
    assertThat(report.chains().getFirst().stamps()).hasSize(1);
    assertThat(report.events()).hasSize(1);
    assertThat(report.damage()).isEmpty();
  }

  @Test
  void numbersAreMaskedUnlessTheReaderMaySeeThem() throws Exception {
    String others = site.archive("reported-others", STRANGER, 1);

    String plain = text(report("clerk", others, "", "zh"));
    String masked = text(report("auditor", others, "", "zh"));

    assertThat(plain).contains(STRANGER).contains("\"masked\":false");
    assertThat(masked).doesNotContain(STRANGER).contains("4601**********4518");
    assertThat(masked).doesNotContain("\"salt\"", "\"submission\"");
  }

  @Test
  void thePdfHasTheWholeReportAsAnAttachmentThatIsSealedWithIt() throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf.body())) {
      PDComplexFileSpecification file =
          Objects.requireNonNull(
              new PDDocumentNameDictionary(document.getDocumentCatalog())
                  .getEmbeddedFiles()
                  .getNames()
                  .get("report.json"));
      Bytes json = Bytes.of(file.getEmbeddedFile().toByteArray());

      ProbativeReport attached = ReportJson.parse(json);
      assertThat(attached.record().value()).isEqualTo(record);
      assertThat(attached.valid()).isTrue();
      COSArray associated =
          (COSArray) document.getDocumentCatalog().getCOSObject().getDictionaryObject("AF");
      COSDictionary first = (COSDictionary) associated.getObject(0);
      assertThat(first.getNameAsString("AFRelationship")).isEqualTo("Data");
      assertThat(file.getEmbeddedFile().getSubtype()).isEqualTo("application/json");
      assertThat(first.getDictionaryObject(COSName.EF)).isNotNull();
    }
  }

  @Test
  void thePdfSaysInChineseWhereTheRecordCameFromAndEveryCheck() throws Exception {
    JsonNode metadata = RunningNode.json(site.node().get("clerk", "/api/v1/records/" + record));
    try (PDDocument document = Loader.loadPDF(pdf.body())) {
      String words = words(document);

      assertThat(words)
          .contains("电子档案证据效力报告", "全部符合", "本版本是档案的最新版本")
          .contains("告知承诺书.pdf", "reported-1", "teller", "GD-1-1", "ECDSAP-256", "SM2,SM3")
          .contains("真实性", "完整性", "可用性", "安全性", "RFC3161;GB/T20520")
          .contains("未列出：查阅者的角色无权知悉")
          .contains("1/" + document.getNumberOfPages());
      assertThat(words)
          .contains(metadata.path("digest").asText(), metadata.path("archiveNumber").asText());
      for (JsonNode file : metadata.path("files")) {
        assertThat(words).contains(file.path("sha256").asText());
      }
    }
  }

  @Test
  void thePdfIsInTheLanguageOfTheCaller() throws Exception {
    HttpResponse<byte[]> english = report("citizen", record, "?format=pdf", "en");

    try (PDDocument document = Loader.loadPDF(english.body())) {
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(words(document))
          .contains("Probative-valuereport", "checksthatweremadenowhold", "Fixityholds")
          .contains("Whohasreadit")
          .doesNotContain("符合", "不适用");
    }
  }

  @Test
  void popplerFindsOneSignatureOverTheWholeDocument() throws Exception {
    Files.write(folder.resolve("report.pdf"), pdf.body());

    Judge judge = Judge.run(folder, "pdfsig", "-nocert", "report.pdf");

    assertThat(judge.output())
        .contains("Signature #1", "Signature is Valid", "Total document signed")
        .contains("ETSI.CAdES.detached")
        .doesNotContain("Signature #2");
  }

  @Test
  void euDssPassesAReportTotally() throws Exception {
    SimpleReport report = EuDss.judge(pdf.body(), anchors());

    String signature = report.getFirstSignatureId();
    assertThat(report.getSignaturesCount()).isEqualTo(1);
    assertThat(report.getIndication(signature))
        .as("%s", report.getSubIndication(signature))
        .isEqualTo(Indication.TOTAL_PASSED);
    assertThat(report.getSignatureFormat(signature)).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
  }

  @Test
  void whoeverIsHandedAReportLearnsThatItIsOneAndWhetherItsSealHolds() throws Exception {
    byte[] changed = pdf.body().clone();
    changed[changed.length / 2] ^= 1;

    JsonNode good = verdict(pdf.body());
    JsonNode bad = verdict(changed);

    assertThat(good.path("valid").asBoolean()).as(good.toString()).isTrue();
    assertThat(good.path("complete").asBoolean()).as(good.toString()).isTrue();
    assertThat(good.path("checks").path(0).path("check").asText()).isEqualTo("report");
    assertThat(bad.path("valid").asBoolean()).isFalse();
  }

  @Test
  void onlyWhoMaySeeTheRecordHasTheReportAndAClerkSaysWhatFor() throws Exception {
    String others = site.archive("reported-rights", STRANGER, 1);

    for (String account : new String[] {"clerk", "archivist", "auditor", "supervisor"}) {
      assertThat(report(account, others, "", "zh").statusCode()).as(account).isEqualTo(200);
    }
    for (String account : new String[] {"source", "operator"}) {
      assertThat(report(account, others, "", "zh").statusCode()).as(account).isEqualTo(403);
    }
    for (String account : new String[] {"citizen", "employer"}) {
      assertThat(report(account, others, "", "zh").statusCode()).as(account).isEqualTo(404);
    }
    HttpResponse<String> silent = site.node().get("clerk", "/api/v1/records/" + others + "/report");
    assertThat(silent.statusCode()).isEqualTo(403);
    assertThat(silent.body()).contains("purpose-required");
    assertThat(report("clerk", "0".repeat(26), "", "zh").statusCode()).isEqualTo(404);
    assertThat(report("clerk", others, "?version=2", "zh").statusCode()).isEqualTo(404);
    assertThat(report("clerk", others, "?version=x", "zh").statusCode()).isEqualTo(400);
    assertThat(report("clerk", others, "?format=html", "zh").statusCode()).isEqualTo(400);
  }

  @Test
  void aReportIsAnAccessWithItsPurposeAndNamesThoseBefore() throws Exception {
    String watched = site.archive("reported-watched");
    report("clerk", watched, "", "zh");

    ProbativeReport report = read(report("citizen", watched, "", "zh"));

    assertThat(Objects.requireNonNull(report.readers()).accesses())
        .anySatisfy(access -> {
          assertThat(access.action().word()).isEqualTo("report");
          assertThat(access.account()).isEqualTo("clerk");
          assertThat(access.purpose()).isEqualTo("证明");
          assertThat(access.from()).isNull();
        });
    assertThat(read(report("clerk", watched, "", "zh")).readers()).isNull();
  }

  @Test
  void anAmendedVersionIsReportedAsSupersededAndTheNewOneAsCurrent() throws Exception {
    String amended = site.archive("reported-amended");
    site.amend(amended, "reported-amended");

    ProbativeReport first = read(report("citizen", amended, "?version=1", "zh"));
    ProbativeReport latest = read(report("citizen", amended, "", "zh"));

    assertThat(first.state()).isEqualTo(State.SUPERSEDED);
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.events()).hasSize(2);
    assertThat(first.valid()).isTrue();
    assertThat(latest.state()).isEqualTo(State.CURRENT);
    assertThat(latest.version()).isEqualTo(2);
  }

  @Test
  void ofADisposedRecordTheLedgersEntriesAndTheirProofsAreReportedAndNothingPersonal()
      throws Exception {
    String gone = site.archive("reported-gone");
    dispose(gone);

    HttpResponse<byte[]> json = report("auditor", gone, "", "zh");
    HttpResponse<byte[]> paper = report("archivist", gone, "?format=pdf", "zh");

    ProbativeReport report = read(json);
    assertThat(report.state()).isEqualTo(State.DISPOSED);
    assertThat(report.source()).isNull();
    assertThat(report.events())
        .extracting(event -> event.entry().type())
        .containsExactly(EntryType.ARCHIVED, EntryType.DISPOSED);
    assertThat(report.chains()).hasSize(2);
    assertThat(report.readers()).isNull();
    assertThat(report.valid()).isTrue();
    assertThat(text(json)).doesNotContain("王小明", "reported-gone", "告知承诺书");
    try (PDDocument document = Loader.loadPDF(paper.body())) {
      assertThat(words(document)).contains("档案已依法销毁", "销毁").doesNotContain("王小明");
    }
    assertThat(report("citizen", gone, "", "zh").statusCode()).isEqualTo(404);
  }

  @Test
  void aDamagedPackageIsReportedAsDamaged() throws Exception {
    String flipped = site.archive("reported-flipped");
    flip(flipped, 2_000);

    ProbativeReport report = read(report("citizen", flipped, "", "zh"));
    HttpResponse<byte[]> paper = report("citizen", flipped, "?format=pdf", "zh");

    assertThat(report.valid()).isFalse();
    assertThat(report.source()).isNotNull();
    assertThat(report.damage())
        .extracting(finding -> finding.code())
        .contains("package-payload-sha256");
    try (PDDocument document = Loader.loadPDF(paper.body())) {
      assertThat(words(document)).contains("档案已受损，请勿采信", "文件SHA-256摘要不符");
    }
  }

  @Test
  void ofAPackageThatIsMissingWhatTheLedgerHoldsIsReported() throws Exception {
    String missing = site.archive("reported-missing");
    Files.delete(packageOf(missing));
    site.close();
    site = CopySite.in(folder.resolve("data"));

    ProbativeReport report = read(report("archivist", missing, "", "zh"));

    assertThat(report.source()).isNull();
    assertThat(report.state()).isEqualTo(State.CURRENT);
    assertThat(report.valid()).isFalse();
    assertThat(report.chains()).hasSize(1);
    assertThat(report("citizen", missing, "", "zh").statusCode()).isGreaterThanOrEqualTo(500);
  }

  @Test
  void nothingIsLeftOfAReportThatWasMade() throws Exception {
    try (var files = Files.walk(folder.resolve("data"))) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.startsWith("report-") || name.startsWith("PDFBox"));
    }
  }

  private static void awaitStamp(String of) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (RunningNode.json(site.node().get("archivist", "/api/v1/records/" + of + "/proof"))
        .path("timestamps")
        .isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(until);
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static void dispose(String disposed) throws Exception {
    Sha256 event = Sha256.of(Bytes.utf8("disposal of " + disposed));
    Commit commit =
        site.node()
            .node()
            .archive()
            .ledger()
            .commit(
                Proposal.event(
                    EntryType.DISPOSED, new RecordId(disposed), 1, event, () -> Set.of(event)),
                Instant.now());
    assertThat(commit).isInstanceOf(Commit.Committed.class);
  }

  private static Path packageOf(String of) throws IOException {
    try (var files = Files.walk(folder.resolve("data"))) {
      return files
          .filter(file -> file.toString().contains(of) && file.toString().endsWith(".zip"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void flip(String of, long at) throws IOException {
    Path file = packageOf(of);
    file.toFile().setWritable(true);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), at);
    }
  }

  private static HttpResponse<byte[]> report(
      String account, String of, String query, String language) throws Exception {
    return site.node()
        .bytes(
            site.node()
                .as(account, "/api/v1/records/" + of + "/report" + query)
                .header("Accept-Language", language)
                .header("Archive-Purpose", "%E8%AF%81%E6%98%8E"));
  }

  private static ProbativeReport read(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    return ReportJson.parse(Bytes.of(response.body()));
  }

  private static JsonNode verdict(byte[] file) throws Exception {
    return RunningNode.json(
        site.node()
            .send(
                HttpRequest.newBuilder(site.node().uri("/api/v1/verifications"))
                    .POST(BodyPublishers.ofByteArray(file))));
  }

  private static Anchors anchors() throws Exception {
    return Anchors.parse(
        site.node().send(HttpRequest.newBuilder(site.node().uri("/ledger/ca.pem"))).body());
  }

  private static String words(PDDocument document) throws IOException {
    return new PDFTextStripper().getText(document).replaceAll("\\s", "");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
