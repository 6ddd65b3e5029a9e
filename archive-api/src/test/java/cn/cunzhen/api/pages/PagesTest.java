package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as people meet them, in Chromium. */
class PagesTest extends OnTheSite {
  @Test
  void whoMistypesThePasswordIsToldSoAndTypesOnlyThatAgain() {
    Page page = site.visit(PagesSite.DESK);

    page.navigate("/records/" + sample().record());
    page.getByLabel("用户名").fill("clerk");
    page.getByLabel("密码").fill("wrong");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("用户名或密码不正确，请重新输入。");
    assertThat(page.getByLabel("密码")).isFocused();
    page.keyboard().type("clerk-demo");
    page.keyboard().press("Enter");

    assertThat(page.locator(".number").first()).containsText("档号");
  }

  @Test
  void whoTypesOneWrongPasswordAfterTheOtherIsToldHowLongToWait() {
    Page page = site.visit(PagesSite.DESK);
    page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.7"));
    page.navigate("/signin");
    page.getByLabel("用户名").fill("forgetful");

    int status = 0;
    for (int i = 0;
        i < 12 && status != 429;
        i++) { // the wait grows beyond the slowest machine's try
      page.getByLabel("密码").fill("wrong" + i);
      status = page.waitForResponse("**/signin", () -> page.keyboard().press("Enter")).status();
    }

    assertThat(page.getByRole(AriaRole.ALERT)).containsText(Pattern.compile("请 \\d+ 秒后再试"));
    assertThat(page.getByLabel("用户名")).hasValue("forgetful");
  }

  static Stream<Function<ArchivedSample, String>> partsOfARecord() {
    return Stream.of(
        ArchivedSample::holder,
        sample -> sample.number().substring(4, 14),
        sample -> sample.transaction().substring(2),
        sample -> sample.fileName(1).replaceAll("[^\\p{IsHan}].*", "") + " " + sample.holder());
  }

  @ParameterizedTest
  @MethodSource("partsOfARecord")
  void aRecordIsFoundWhileAPartOfItIsTyped(Function<ArchivedSample, String> part) {
    Page page = search("clerk");

    type(page, part.apply(sample()));

    assertThat(page.locator("#results p").first()).containsText("共找到");
    assertThat(hit(page, sample())).isVisible();
    assertThat(page.url()).endsWith("/search");
  }

  @Test
  void wordsWithinAFileAreFoundAndMarked() throws Exception {
    String word = "椰风海韵备查事项";
    ArchivedSample letter =
        site.archive(
            submission("words-1", "林词语", "说明.txt"),
            Map.of("f1", ("本件含有" + word + "一项。").getBytes(StandardCharsets.UTF_8)));
    Page page = search("clerk");
    page.waitForCondition(() -> site.allTextsAreRead());

    type(page, word);

    assertThat(hit(page, letter)).isVisible();
    assertThat(page.locator("mark")).hasText(word);
  }

  @Test
  void lettersOnTheWayToAChineseWordAreNoQuestionYet() {
    Page page = site.visit(PagesSite.DESK, "clerk");
    List<String> questions = new ArrayList<>();
    page.onRequest(request -> {
      if (request.url().endsWith("/search/results")) {
        questions.add(request.postData());
      }
    });
    page.clock().install();
    page.navigate("/search");

    CDPSession keyboard = page.context().newCDPSession(page);
    keyboard.send("Input.imeSetComposition", composing("zhou"));
    page.clock().runFor(1_000);
    keyboard.send("Input.insertText", text("周海棠"));
    page.clock().runFor(1_000);

    assertThat(hit(page, site.own().getFirst())).isVisible();
    assertThat(questions).isNotEmpty().noneMatch(question -> question.contains("zhou"));
  }

  @Test
  void whereNothingIsFoundItIsSaid() {
    Page page = search("clerk");

    type(page, "查无此人");

    assertThat(page.locator("#results p")).containsText("没有找到");
    assertThat(page.locator(".hits li")).hasCount(0);
  }

  @Test
  void moreIsShownBelowWhatIsThere() {
    Page page = search("clerk");
    assertThat(page.locator(".hits li")).hasCount(20);

    page.getByRole(AriaRole.BUTTON, named("显示更多")).click();

    assertThat(page.locator(".hits li").nth(20)).isVisible();
  }

  @Test
  void theWayBackFromARecordLeadsToWhatWasFoundAndTheNextPersonSeesNothingOfIt() {
    Page page = search("archivist");

    type(page, sample().transaction());
    assertThat(page.locator(".hits li")).hasCount(1);
    hit(page, sample()).click();
    page.getByText("返回搜索").click();

    assertThat(page.getByLabel("搜索档案")).hasValue(sample().transaction());
    assertThat(page.locator(".hits li")).hasCount(1);

    page.getByRole(AriaRole.BUTTON, named("退出")).click();
    assertThat(page.getByLabel("用户名")).isVisible();
    assertThat(page.evaluate("sessionStorage.getItem('question')")).isNull();
    page.navigate("/search");
    assertThat(page).hasURL(Pattern.compile(".*/signin\\?to=%2Fsearch"));
  }

  @Test
  void aRecordShowsItsFilesAndIsVerifiedAtOnce() {
    Page page = site.visit(PagesSite.DESK, "clerk");

    page.navigate("/records/" + sample().record());
    assertThat(page.locator(".files li")).hasCount(sample().files());
    assertThat(page.locator(".files li").first()).containsText(sample().fileName(1));
    page.getByRole(AriaRole.BUTTON, named("立即核验")).click();

    assertThat(page.locator(".verdict")).containsText("核验通过");
    assertThat(page.locator(".checks li").first()).containsText("符合");
    assertThat(page.locator(".checks .fails")).hasCount(0);
  }

  @Test
  void aRecordSaysWhyTheWordsOfAFileCannotBeSearched() throws Exception {
    ArchivedSample mixed =
        site.archive(
            """
            {"sourceSystem": "teller", "transactionId": "searchable-1", "item": "SI-0107",
             "holders": [{"name": "王小明", "idType": "resident-id",
                          "idNumber": "460100199003074518"}],
             "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
             "acceptedAt": "2026-11-21T09:12:00+08:00",
             "completedAt": "2026-11-21T09:13:40+08:00", "outcome": "granted",
             "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                        "fileName": "承诺书.txt"},
                       {"name": "f2", "material": "supporting", "part": "application",
                        "fileName": "坏的.pdf"},
                       {"name": "f3", "material": "supporting", "part": "application",
                        "fileName": "录音.mp3"}]}
            """,
            Map.of(
                "f1", "本人承诺属实".getBytes(StandardCharsets.UTF_8),
                "f2", "%PDF-1.7\nand then nothing".getBytes(StandardCharsets.UTF_8),
                "f3", "ID3\u0003\0\0\0\0\0\0".getBytes(StandardCharsets.UTF_8)));
    Page page = site.visit(PagesSite.DESK, "clerk");

    page.waitForCondition(() -> {
      page.navigate("/records/" + mixed.record());
      return page.getByText("文字正在读取").count() == 0;
    });

    assertThat(page.locator(".files li").nth(0).locator(".words")).hasCount(0);
    assertThat(page.locator(".files li").nth(1).locator(".words")).hasText("文字不可搜索：已损坏，无法读取");
    assertThat(page.locator(".files li").nth(2).locator(".words")).hasText("文字不可搜索：不支持此格式的文字");
    page.getByRole(AriaRole.BUTTON, named("English")).click();

    assertThat(page.locator(".files li").nth(1).locator(".words"))
        .hasText("Can't be searched by its words: it is damaged");
    assertThat(PageFaults.of(page)).isEmpty();
  }

  @Test
  void aClerkSaysWhatForBeforeAFileOpens() {
    Page page = site.visit(PagesSite.DESK, "clerk");
    String first = "/records/" + sample().record() + "/files/1";

    page.navigate("/records/" + sample().record());
    assertThat(page.locator(".files .open")).hasCount(0);
    assertThat(page.getByText(sample().number())).hasCount(0);
    assertThat(page.request().get(first).status()).isEqualTo(403);
    state(page, "办理本人业务");

    assertThat(page.locator(".files .open")).hasCount(sample().files());
    assertThat(page.getByText("查阅目的：办理本人业务")).isVisible();
    assertThat(page.getByText(sample().number())).isVisible();
    assertThat(page.request().get(first).status()).isEqualTo(200);
  }

  @Test
  void aCitizenSeesOnlyOwnRecordsAndWhoReadThem() {
    ArchivedSample own = site.own().getFirst();
    Page clerk = site.visit(PagesSite.DESK, "clerk");
    clerk.navigate("/records/" + own.record());
    state(clerk, "处理投诉");
    clerk.request().get("/records/" + own.record() + "/files/1");

    Page page = search("citizen");
    assertThat(page.locator(".hits li")).hasCount(site.own().size());
    hit(page, own).click();

    assertThat(page.locator(".papers .primary")).hasCount(own.files());
    assertThat(page.locator(".readers li").first()).containsText("经办人员 clerk 打开了第 1 个文件，目的：处理投诉。");
    page.locator(".facts-fold summary").click();
    assertThat(page.getByText(own.number())).isVisible();
    Response strangers = page.navigate("/records/" + sample().record());
    assertThat(strangers.status()).isEqualTo(404);
    assertThat(page.locator("h1")).hasText("未找到");
  }

  @Test
  void onePressAndThePagesSpeakEnglish() {
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/records/" + sample().record());

    page.getByRole(AriaRole.BUTTON, named("English")).click();

    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Verify now"))).isVisible();
    page.getByRole(AriaRole.BUTTON, named("中文")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, named("立即核验"))).isVisible();
  }

  @Test
  void whatGetsNoAnswerIsSaidAndAnEndedSessionLeadsToTheSignIn() {
    Page page = search("clerk");

    page.route("**/search/results", route -> route.abort());
    type(page, "符");
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("档案系统没有回应，请稍后再试。");
    page.unroute("**/search/results");
    type(page, "海");
    assertThat(page.locator("#trouble")).isHidden();
    page.context().clearCookies();
    type(page, "棠");

    assertThat(page).hasURL(Pattern.compile(".*/signin\\?to=%2Fsearch"));
  }

  @Test
  void theKeyboardAloneLeadsFromTheSignInToEverythingOfARecord() {
    Page page = site.visit(PagesSite.DESK);

    page.navigate("/signin");
    page.keyboard().type("clerk");
    page.keyboard().press("Tab");
    page.keyboard().type("clerk-demo");
    page.keyboard().press("Enter");
    assertThat(page.getByLabel("搜索档案")).isFocused();
    type(page, sample().transaction());
    assertThat(page.locator(".hits li")).hasCount(1);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(page.locator("#files")).isVisible();

    assertThat(unreached(page)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {PagesSite.PHONE, PagesSite.DESK})
  void everyPageIsLabelledAndFitsItsWidth(int width) throws Exception {
    ArchivedSample wide =
        site.archive(
            submission("wide-" + width, "W".repeat(100), "a".repeat(150) + ".txt"),
            Map.of("f1", "w".repeat(300).getBytes(StandardCharsets.UTF_8)));
    Page page = site.visit(width);

    page.navigate("/signin");
    assertThat(PageFaults.of(page)).isEmpty();
    page.context().addCookies(site.visit(width, "clerk").context().cookies());
    page.navigate("/search");
    assertThat(PageFaults.of(page)).isEmpty();
    type(page, "wide-" + width);
    assertThat(page.locator(".hits li")).hasCount(1);
    assertThat(PageFaults.of(page)).isEmpty();
    page.navigate("/records/" + wide.record());
    page.getByRole(AriaRole.BUTTON, named("立即核验")).click();
    assertThat(page.locator(".verdict")).isVisible();
    assertThat(PageFaults.of(page)).isEmpty();
    state(page, "W".repeat(100));
    assertThat(PageFaults.of(page)).isEmpty();
    page.navigate("/records/none");
    assertThat(PageFaults.of(page)).isEmpty();
  }

  private static ArchivedSample sample() {
    return site.others().stream().filter(ArchivedSample::personal).findFirst().orElseThrow();
  }

  private static Page search(String account) {
    Page page = site.visit(PagesSite.DESK, account);
    page.navigate("/search");
    return page;
  }

  private static void state(Page page, String purpose) {
    page.getByLabel("查阅目的").fill(purpose);
    page.getByRole(AriaRole.BUTTON, named("确定")).click();
    assertThat(page.getByText("查阅目的：" + purpose)).isVisible();
  }

  private static Locator hit(Page page, ArchivedSample sample) {
    return page.locator(".hits .hit[href='/records/" + sample.record() + "']");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static String submission(String transaction, String holder, String fileName) {
    return """
    {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
     "holders": [{"name": "%s", "idType": "resident-id", "idNumber": "460100199003074518"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "acceptedAt": "2026-11-21T09:12:00+08:00", "completedAt": "2026-11-21T09:13:40+08:00",
     "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                "fileName": "%s"}]}
    """
        .formatted(transaction, holder, fileName);
  }

  private static JsonObject text(String text) {
    JsonObject json = new JsonObject();
    json.addProperty("text", text);
    return json;
  }

  private static JsonObject composing(String text) {
    JsonObject json = text(text);
    json.addProperty("selectionStart", text.length());
    json.addProperty("selectionEnd", text.length());
    return json;
  }

  /** What Tab does not come to, or comes to without showing it. */
  private static List<?> unreached(Page page) {
    String all = "a[href], button, input:not([type=hidden])";
    int count = page.locator(all).count();
    for (int i = 0; i <= count; i++) {
      page.keyboard().press("Tab");
      page.evaluate(
          """
          () => {
            const element = document.activeElement;
            const style = getComputedStyle(element);
            const ground = element.closest('header') ?? document.body;
            const seen = style.outlineStyle !== 'none'
              && style.outlineColor !== getComputedStyle(ground).backgroundColor;
            if (seen) element.dataset.seen = 'yes';
          }
          """);
    }
    return (List<?>)
        page.evaluate(
            "all => [...document.querySelectorAll(all)].filter(e => !e.dataset.seen)"
                + ".map(e => e.outerHTML)",
            all);
  }
}
