package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.pages.VerifyFiles.Bad;
import cn.cunzhen.core.FileVerification;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.seal.Anchors;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifying in the browser, on the site and in the saved file, in Chromium. */
class VerifyPagesTest extends OnTheSite {
  private static final int NARROW = 360;
  private static final String VERIFIED = "核验通过：档案自封存以来未被改动。";

  private static @TempDir Path folder;
  private static VerifyFiles files;

  /** Where the page is opened from. */
  enum From {
    SITE,
    DISK
  }

  @BeforeAll
  static void makeFiles() throws Exception {
    files = VerifyFiles.make(site, folder);
    Page page = site.visit(PagesSite.DESK);
    page.navigate("/verify");
    page.waitForDownload(() -> page.getByText("把本页存为一个 HTML 文件").click())
        .saveAs(files.path("cunzhen-verify.html"));
  }

  static Stream<Arguments> goodOnes() {
    return everywhere(VerifyFiles.GOOD.stream());
  }

  @ParameterizedTest
  @MethodSource("goodOnes")
  void whatIsGoodHoldsAndNothingIsAskedOfANetwork(From from, String file) {
    Page page = open(from, PagesSite.DESK, "zh");
    List<String> requests = listen(page);

    drop(page, file);

    assertThat(page.locator(".verdict")).containsText(VERIFIED);
    assertThat(page.locator("#results .fails")).hasCount(0);
    assertThat(page.locator("#results dl")).containsText("补缴");
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aCertifiedCopyHoldsByItselfAndWhetherItIsTheLatestIsLeftToItsCode(From from) {
    Page page = open(from, PagesSite.DESK, "zh");
    List<String> requests = listen(page);

    drop(page, "copy.pdf");

    assertThat(page.locator(".verdict.holds")).containsText("这是本档案系统出具的副本");
    assertThat(page.locator(".verdict.holds")).containsText("扫描副本上的二维码");
    assertThat(page.locator("[data-check=copy-time].holds time")).isVisible();
    assertThat(page.locator("#results [data-check]")).hasCount(4);
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aReportHoldsByItselfAndIsCalledAReport(From from) {
    Page page = open(from, PagesSite.DESK, "zh");

    drop(page, "report.pdf");

    assertThat(page.locator(".verdict.holds")).containsText("证据效力报告");
    assertThat(page.locator("[data-check=report].holds")).isVisible();
    assertThat(page.locator("#results [data-check]")).hasCount(4);
  }

  @ParameterizedTest
  @EnumSource
  void whatRenewedAProofIsVerifiedAsFarAsABrowserKnowsItsAlgorithms(From from) throws Exception {
    files.writeRenewed(files.writeOutside());
    Page page = open(from, PagesSite.DESK, "zh");
    page.locator("#own-stamp-anchors").setInputFiles(files.path("tsa-ca.pem"));

    drop(page, "renewed.json", "renewed-twice.zip", "renewed-other.json", "renewed-sm.zip");

    for (String good : List.of("renewed.json", "renewed-twice.zip")) {
      assertThat(card(page, good).locator(".verdict")).hasText(VERIFIED);
      assertThat(card(page, good).locator("[data-check=evidence].holds time")).isVisible();
    }
    assertThat(card(page, "renewed-other.json").locator("[data-check=evidence].fails"))
        .containsText("所覆盖的是其他内容");
    assertThat(card(page, "renewed-sm.zip").locator("[data-check=evidence].unknown"))
        .containsText("请用 archive verify 核验");
    assertThat(card(page, "renewed-sm.zip").locator(".verdict.holds")).isVisible();
  }

  static Stream<Arguments> badOnes() {
    return everywhere(Arrays.stream(Bad.values()));
  }

  @ParameterizedTest
  @MethodSource("badOnes")
  void whatIsBadFailsByTheChecksThatItConcerns(From from, Bad bad) {
    Page page = open(from, PagesSite.DESK, "zh");
    List<String> requests = listen(page);

    drop(page, bad.file);

    assertThat(page.locator(".verdict")).containsText("核验未通过");
    assertThat(checks(page)).containsAllEntriesOf(all(bad.failing(), "fails"));
    assertThat(page.locator("[data-verdict=fails][data-check]")).hasCount(bad.failing().size());
    assertThat(page.locator("#results dl")).hasCount(0);
    assertThat(requests).isEmpty();
  }

  /** The archive's own verification is the yardstick; only of SM2 browsers know nothing. */
  static Stream<String> everyFile() {
    return Stream.of(
            VerifyFiles.GOOD.stream(),
            VerifyFiles.GOOD_COPIES.stream(),
            Arrays.stream(Bad.values()).map(bad -> bad.file))
        .flatMap(names -> names);
  }

  @ParameterizedTest
  @MethodSource("everyFile")
  void thePageAndTheArchiveSayTheSame(String file) throws Exception {
    Anchors anchors = Anchors.parse(Files.readString(files.path("ca.pem")));
    Map<String, String> expected = new LinkedHashMap<>();
    for (Check check :
        FileVerification.with(anchors, Anchors.NONE, files.key(), null, null)
            .of(files.path(file))
            .checks()) {
      boolean knowable = check.name() != Check.Name.SEAL_GM;
      expected.put(
          check.name().code(),
          knowable ? check.verdict().name().toLowerCase(Locale.ROOT) : "unknown");
    }
    Page page = open(From.SITE, PagesSite.DESK, "zh");

    drop(page, file);

    assertThat(checks(page)).isEqualTo(expected);
  }

  @Test
  void theReasonsAreSaidAndTheFileIsNamed() {
    Page page = open(From.DISK, PagesSite.DESK, "zh");

    drop(page, "stranger.json", "changed.zip", "surplus.zip", "missing.zip", "stamp.json");

    assertThat(card(page, "stranger.json")).containsText("证书链不能追溯到信任锚");
    assertThat(card(page, "changed.zip")).containsText("文件 SHA-256 摘要不符: data/application/001.txt");
    assertThat(card(page, "surplus.zip")).containsText("有多余条目: data/application/999.txt");
    assertThat(card(page, "missing.zip")).containsText("缺少条目: data/application/002.txt");
    assertThat(card(page, "stamp.json")).containsText("时间戳所盖内容与此不符");
  }

  @ParameterizedTest
  @EnumSource
  void aFileIsFoundInTheRecordWhoseProofIsDroppedWithIt(From from) {
    Page page = open(from, PagesSite.DESK, "zh");
    List<String> requests = listen(page);

    drop(page, "letter.txt", "letter-changed.txt", "proof.json");

    assertThat(card(page, "letter.txt").locator(".verdict.holds"))
        .containsText("文件“承诺书.txt”（告知承诺书），与归档时完全相同");
    assertThat(card(page, "letter-changed.txt").locator(".verdict.fails")).containsText("被改动了");
    assertThat(requests).isEmpty();
  }

  @Test
  void aFileWaitsForItsRecordAndAForgedRecordVouchesForNothing() {
    Page page = open(From.DISK, PagesSite.DESK, "zh");

    drop(page, "letter.txt");
    Locator letter = card(page, "letter.txt").locator(".verdict");
    assertThat(letter).containsText("请放入它的证明或档案包");
    drop(page, "stranger.json");
    assertThat(letter).containsText("未通过核验");
    drop(page, "package.zip");

    assertThat(letter).containsText("与归档时完全相同");
  }

  @Test
  void theTimeThatAStampGivesIsShown() throws Exception {
    // As a browser writes it: with milliseconds, be they none.
    String time =
        new DateTimeFormatterBuilder()
            .appendInstant(3)
            .toFormatter(Locale.ROOT)
            .format(Instant.parse(stampedTime()));
    Page page = open(From.DISK, PagesSite.DESK, "zh");

    drop(page, "proof.zip");

    assertThat(page.locator("[data-check=time] time")).hasAttribute("datetime", time);
  }

  @Test
  void aStampOfAnOutsideAuthorityWithAnRsaKeyHoldsByItsOwnRootAlone() throws Exception {
    files.writeOutside();
    Page page = open(From.DISK, PagesSite.DESK, "zh");

    drop(page, "outside.json");
    assertThat(page.locator("[data-check=time].fails")).containsText("证书链不能追溯到信任锚");
    page.locator("#own-stamp-anchors").setInputFiles(files.path("tsa-ca.pem"));

    assertThat(page.locator(".verdict")).hasText(VERIFIED);
    assertThat(page.locator("[data-check=time].holds time")).isVisible();
    assertThat(page.locator("[data-check=time-outside].holds time")).isVisible();
  }

  @Test
  void whoNamesAnAuthorityOutsideIsToldThatOnlyTheArchivesOwnHasStamped() throws Exception {
    files.writeOutside();
    Page page = open(From.DISK, PagesSite.DESK, "zh");
    page.locator("#own-stamp-anchors").setInputFiles(files.path("tsa-ca.pem"));

    drop(page, "proof.json");

    assertThat(page.locator("[data-check=time].holds")).containsText("证明先后");
    assertThat(page.locator("[data-check=time] time")).hasCount(0);
    assertThat(page.locator("[data-check=time-outside].unknown")).containsText("证明先后");
    assertThat(page.locator(".verdict")).hasText(VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tsa-ca.pem", "all.pem"})
  void thePageAndTheArchiveTellTheSameTimesToWhoNamesAnAuthorityOutside(String roots)
      throws Exception {
    files.writeRenewed(files.writeOutside());
    Anchors own = Anchors.parse(Files.readString(files.path("ca.pem")));
    Anchors outside = Anchors.parse(Files.readString(files.path("tsa-ca.pem")));
    Files.writeString(files.path("all.pem"), own.and(outside).pem());
    FileVerification archive =
        FileVerification.with(
            own, Anchors.parse(Files.readString(files.path(roots))), files.key(), null, null);
    Page page = open(From.DISK, PagesSite.DESK, "zh");
    page.locator("#own-stamp-anchors").setInputFiles(files.path(roots));

    for (String file :
        List.of("proof.json", "outside.json", "stamped-twice.json", "renewed.json", "copy.pdf")) {
      Map<String, String> expected = new LinkedHashMap<>();
      for (Check check : archive.of(files.path(file)).checks()) {
        expected.put(
            check.name().code(),
            check.verdict().name().toLowerCase(Locale.ROOT) + " " + check.time());
      }
      drop(page, file);

      assertThat(checksAndTimes(card(page, file))).as(file).isEqualTo(expected);
    }
  }

  private static Map<String, String> checksAndTimes(Locator card) {
    Map<String, String> checks = new LinkedHashMap<>();
    for (Locator line : card.locator("[data-check]").all()) {
      Locator time = line.locator("time");
      checks.put(
          line.getAttribute("data-check"),
          line.getAttribute("data-verdict")
              + " "
              + (time.count() == 0 ? null : Instant.parse(time.getAttribute("datetime"))));
    }
    return checks;
  }

  @Test
  void aSealThatWasTakenAwayIsMissed() {
    Page page = open(From.DISK, PagesSite.DESK, "zh");

    drop(page, "seal-taken.zip");

    assertThat(page.locator("[data-check=package].fails"))
        .containsText("缺少签章: metadata/seal-gm.p7s");
  }

  @Test
  void whoeverKeptOnlyTheArchivesAnchorsDoesNotKnowAnAuthorityOutside() throws Exception {
    Page page = open(From.SITE, PagesSite.DESK, "zh");
    drop(page, "proof.json");

    page.locator("#own-anchors").setInputFiles(files.path("ca.pem"));
    assertThat(page.locator("[data-check=time].holds time")).isVisible();
    page.locator("#own-anchors").setInputFiles(files.path("stranger.pem"));

    assertThat(page.locator("[data-check=time].unknown")).containsText("不知道是哪个时间戳机构");
  }

  @Test
  void whoeverIsBelievedAboutTimeSealsNothing() {
    Page page = open(From.DISK, PagesSite.DESK, "zh");
    page.locator("#own-stamp-anchors").setInputFiles(files.path("stranger.pem"));
    assertThat(page.locator("#anchors")).containsText("来自您的文件 stranger.pem");

    drop(page, "stranger.json", "seal-in-package.zip");

    assertThat(page.locator("[data-check=seal].fails")).hasCount(2);
    assertThat(page.locator("[data-check=seal].fails").first()).containsText("证书链不能追溯到信任锚");
  }

  @ParameterizedTest
  @EnumSource
  void whoeverKeptOtherAnchorsAndAnotherKeyChecksAgainstThose(From from) throws Exception {
    Files.writeString(files.path("other-key"), "cunzhen.archive/other+00000000+AA==\n");
    Page page = open(from, PagesSite.DESK, "zh");
    drop(page, "proof.json");
    assertThat(page.locator(".verdict")).hasText(VERIFIED);

    page.locator("#own-anchors").setInputFiles(files.path("stranger.pem"));
    assertThat(page.locator(".verdict")).containsText("核验未通过");
    assertThat(page.locator("#anchors")).containsText("来自您的文件 stranger.pem");
    page.locator("#own-key").setInputFiles(files.path("other-key"));
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("other-key 不是账本公钥");
    page.locator("#own-key").setInputFiles(files.path("vkey"));
    page.locator("#own-anchors").setInputFiles(files.path("ca.pem"));

    assertThat(page.locator(".verdict")).hasText(VERIFIED);
    assertThat(page.locator("#anchors")).containsText("来自您的文件 vkey");
  }

  @Test
  void whereTheBrowserLacksEd25519ItIsNotKnownAndNothingIsSaidToHold() {
    Page page = site.visit(PagesSite.DESK);
    page.addInitScript(
        """
        const real = SubtleCrypto.prototype.importKey;
        SubtleCrypto.prototype.importKey = function (form, key, kind, ...rest) {
          return kind.name === 'Ed25519'
            ? Promise.reject(new DOMException('unknown', 'NotSupportedError'))
            : real.call(this, form, key, kind, ...rest);
        };
        """);
    page.navigate("/verify");

    drop(page, "proof.json");

    assertThat(checks(page)).containsEntry("checkpoint", "unknown").containsEntry("seal", "holds");
    assertThat(page.locator(".verdict.unknown")).containsText("无法判断");
    assertThat(page.locator("[data-check=checkpoint]")).containsText("不支持 Ed25519");
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsDroppedASentenceSaysWhatCameOfIt(From from) throws Exception {
    byte[] whole = Files.readAllBytes(files.path("package.zip"));
    byte[] zip = Files.readAllBytes(files.path("proof.zip"));
    Map<Path, String> hostile = new LinkedHashMap<>();
    hostile.put(files.write("cut.zip", Arrays.copyOf(whole, 3000)), "核验未通过");
    hostile.put(files.write("cut-proof.zip", Arrays.copyOf(zip, 900)), "没有可以读取的 proof.json");
    hostile.put(bomb("bomb.zip"), "超过 16 MB");
    hostile.put(text("numbers.json", "{\"leaf\": 5, \"checkpoint\": []}"), "leaf 缺失或格式不符");
    hostile.put(text("half.json", "{\"leaf\": \"e"), "不是一份完整的证明");
    hostile.put(text("deep.json", "{\"leaf\":" + "[".repeat(2_000_000)), "不是一份完整的证明");
    hostile.put(manyHashes("many.json"), "hashes 缺失或格式不符");
    hostile.put(text("empty.txt", ""), "请放入它的证明或档案包");
    hostile.put(files.sparse("large.bin", (1L << 30) + 1), "超过 1 GB");
    Page page = open(from, PagesSite.DESK, "zh");

    drop(page, hostile.keySet().stream().map(path -> path.getFileName().toString()));

    hostile.forEach((path, sentence) ->
        assertThat(card(page, path.getFileName().toString()).locator(".verdict"))
            .containsText(sentence));
  }

  @Test
  void theBrowserItselfRefusesToSendAnything() {
    for (From from : From.values()) {
      Page page = open(from, PagesSite.DESK, "zh");

      Object sent =
          page.evaluate(
              "url => fetch(url).then(() => 'sent', () => 'refused')",
              site.node().uri("/health").toString());

      assertThat(sent).as(from.name()).isEqualTo("refused");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theChecksAreCalledWhatTheArchiveCallsThemInBothLanguages(From from) {
    Page page = open(from, PagesSite.DESK, "zh");
    drop(page, "proof.json");
    assertThat(page.locator("[data-check=inclusion]"))
        .containsText(Check.Name.INCLUSION.chinese() + " — 符合");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();
    if (from == From.SITE) {
      drop(page, "proof.json");
    }

    assertThat(page.locator("h1")).hasText("Verify a record");
    assertThat(page.locator("[data-check=inclusion]"))
        .containsText(Check.Name.INCLUSION.english() + " — holds");
    assertThat(page.locator(".verdict")).containsText("Verified: nothing has changed");
    assertThat((String) page.evaluate("document.documentElement.lang + document.title"))
        .startsWith("enVerify a record");
  }

  static Stream<Arguments> widths() {
    return everywhere(Stream.of(NARROW, PagesSite.DESK));
  }

  @ParameterizedTest
  @MethodSource("widths")
  void thePageIsLabelledAndFitsItsWidth(From from, int width) {
    for (String language : List.of("zh", "en")) {
      Page page = open(from, width, language);
      assertThat(PageFaults.of(page)).isEmpty();

      drop(page, "proof.json", "surplus.zip", "package.zip", "letter.txt");

      assertThat(PageFaults.of(page)).isEmpty();
    }
  }

  @Test
  void theKeyboardAloneChoosesAndClears() {
    Page page = open(From.SITE, PagesSite.DESK, "zh");

    FileChooser chooser =
        page.waitForFileChooser(() -> {
          tabTo(page, "#files");
          page.keyboard().press("Enter");
        });
    chooser.setFiles(files.path("proof.json"));
    assertThat(page.locator(".verdict")).hasText(VERIFIED);
    tabTo(page, "#clear");
    page.keyboard().press("Enter");

    assertThat(page.locator("#results li")).hasCount(0);
    assertThat(page.locator("#files")).isFocused();
  }

  @Test
  void whatIsDraggedMayBeDroppedAnywhereOnThePage() throws Exception {
    Page page = open(From.DISK, PagesSite.DESK, "zh");
    JSHandle dragged =
        page.evaluateHandle(
            """
            text => {
              const dragged = new DataTransfer();
              dragged.items.add(new File([text], 'dragged.json'));
              return dragged;
            }
            """,
            Files.readString(files.path("proof.json")));

    page.dispatchEvent("h1", "drop", Map.of("dataTransfer", dragged));

    assertThat(card(page, "dragged.json").locator(".verdict")).hasText(VERIFIED);
  }

  @Test
  void theWayLeadsFromARecordOverItsProofToThePage() {
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/records/" + site.others().getFirst().record());

    Path proof = files.path("downloaded.json");
    page.waitForDownload(() -> page.getByText("下载证明").click()).saveAs(proof);
    page.getByText("在浏览器中自行核验").click();
    drop(page, "downloaded.json");

    assertThat(page.locator(".verdict")).containsText(VERIFIED);
  }

  private static <T> Stream<Arguments> everywhere(Stream<T> each) {
    return each.flatMap(one -> Arrays.stream(From.values()).map(from -> Arguments.of(from, one)));
  }

  private static Page open(From from, int width, String language) {
    Page page = site.visit(width, "", language);
    switch (from) {
      case SITE -> page.navigate("/verify");
      case DISK -> {
        page.navigate(files.path("cunzhen-verify.html").toUri().toString());
        if (language.equals("en")) {
          page.locator("#language").click();
        }
      }
    }
    assertThat(page.locator("#files")).isEnabled();
    return page;
  }

  /** Everything that the page asks for from now on; what it asks for, it does not get. */
  private static List<String> listen(Page page) {
    List<String> requests = new ArrayList<>();
    page.onRequest(request -> requests.add(request.url()));
    page.onWebSocket(socket -> requests.add(socket.url()));
    page.context().setOffline(true);
    return requests;
  }

  private static void drop(Page page, String... names) {
    drop(page, Arrays.stream(names));
  }

  private static void drop(Page page, Stream<String> names) {
    int before = page.locator("#results > li").count();
    Path[] paths = names.map(files::path).toArray(Path[]::new);
    page.locator("#files").setInputFiles(paths);
    assertThat(page.locator("#results > li .verdict")).hasCount(before + paths.length);
    assertThat(page.locator("#state")).not().containsText("…");
  }

  private static Locator card(Page page, String name) {
    return page.locator("#results > li[data-file='" + name + "']");
  }

  private static Map<String, String> checks(Page page) {
    Map<String, String> checks = new LinkedHashMap<>();
    for (Locator line : page.locator("#results [data-check]").all()) {
      checks.put(line.getAttribute("data-check"), line.getAttribute("data-verdict"));
    }
    return checks;
  }

  private static Map<String, String> all(List<String> names, String verdict) {
    Map<String, String> all = new LinkedHashMap<>();
    names.forEach(name -> all.put(name, verdict));
    return all;
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 30; i++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
        return;
      }
    }
    throw new AssertionError("no key leads to " + selector);
  }

  private static String stampedTime() throws Exception {
    Anchors anchors = Anchors.parse(Files.readString(files.path("ca.pem")));
    return FileVerification.with(anchors, Anchors.NONE, files.key(), null, null)
        .of(files.path("proof.zip"))
        .checks()
        .stream()
        .filter(check -> check.name() == Check.Name.TIME)
        .map(check -> String.valueOf(check.time()))
        .findFirst()
        .orElseThrow();
  }

  private static Path text(String name, String text) throws Exception {
    return files.write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Path manyHashes(String name) throws Exception {
    String proof = Files.readString(files.path("proof.json"));
    String many = "\"hashes\":[" + "\"AAAA\",".repeat(1_000_000);
    return text(name, proof.replace("\"hashes\":[", many));
  }

  /** A little that becomes much: 300 MB of blanks. */
  private static Path bomb(String name) throws Exception {
    Path path = files.path(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry("proof.json"));
      byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 300; i++) {
        zip.write(blanks);
      }
    }
    return path;
  }
}
