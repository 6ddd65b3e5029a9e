package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.Forms;
import cn.cunzhen.api.samples.SampleTransactions;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder.IdType;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of those whose records they are, on a phone. */
class MyPagesTest extends OnTheSite {
  private static final int HEAVIEST = 50 << 10;
  private static final int MORE = 4;
  private static ArchivedSample pension;
  private static ArchivedSample unemployment;
  private static ArchivedSample employers;

  @BeforeAll
  static void archiveMore() throws Exception {
    String citizen =
        """
        {"name": "周海棠", "idType": "resident-id", "idNumber": "%s"}\
        """
            .formatted(SampleTransactions.CITIZEN.number());
    String employer =
        """
        {"name": "%s", "idType": "uscc", "uscc": "%s"}\
        """
            .formatted(SampleTransactions.EMPLOYER.name(), SampleTransactions.EMPLOYER.number());
    pension = archive("mine-1", "SI-0107", citizen, "2019-05-06", "星槎说明.txt");
    unemployment = archive("mine-2", "SI-0107", citizen, "2020-07-08", "其他.txt");
    archive("mine-3", "SI-0107", citizen, "2018-01-02", "三.txt");
    archive("mine-4", "SI-0107", citizen, "2017-03-04", "四.txt");
    employers = archive("firm-1", "SI-0107", employer, "2021-09-10", "单位.txt");
  }

  private static ArchivedSample archive(
      String transaction, String item, String holder, String day, String file) throws Exception {
    String json =
        """
        {"sourceSystem": "teller", "transactionId": "%s", "item": "%s", "holders": [%s],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "acceptedAt": "%sT09:12:00+08:00", "completedAt": "%sT09:13:40+08:00",
         "outcome": "granted",
         "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                    "fileName": "%s"}]}
        """
            .formatted(transaction, item, holder, day, day, file);
    return site.archive(
        json, Map.of("f1", (transaction + " 本人承诺属实").getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"citizen", "employer"})
  void whoSignsInSeesTheirOwnRecordsFirst(String account) {
    Page page = site.visit(PagesSite.PHONE);
    page.navigate("/");
    page.getByLabel("用户名").fill(account);
    page.getByLabel("密码").fill(account + "-demo");
    page.keyboard().press("Enter");

    assertThat(page).hasURL(Pattern.compile(".*/my"));
    assertThat(page.locator("h1")).hasText("我的档案");
    assertThat(page.locator("nav [aria-current=page]")).hasText("我的档案");
  }

  @Test
  void recordsStandByYearTheNewestFirstAndNobodyElsesAreThere() {
    Page page = my("citizen", "zh");

    assertThat(page.locator(".records .hit")).hasCount(site.own().size() + MORE);
    List<String> years = page.locator("h2.year").allTextContents();
    assertThat(years).contains("2019 年", "2020 年").isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(hit(page, pension)).containsText("社会保险费补缴（三个月内，告知承诺）");
    assertThat(hit(page, pension)).containsText("缴费 · 已办成 · 2019年5月6日办结");
    assertThat(hit(page, employers)).hasCount(0);
    for (ArchivedSample other : site.others()) {
      assertThat(hit(page, other)).hasCount(0);
      assertThat(page.content()).doesNotContain(other.holder());
    }
  }

  @Test
  void anEmployersAgentSeesTheEmployersRecordsAlone() {
    Page page = my("employer", "en");

    assertThat(hit(page, employers))
        .containsText("Contributions · Granted · completed 10 September 2021");
    assertThat(hit(page, pension)).hasCount(0);
    hit(page, employers).click();
    assertThat(page.locator("h1")).isVisible();
    assertThat(page.navigate("/records/" + pension.record()).status()).isEqualTo(404);
  }

  @Test
  void aYearAndAKindAreChosenWithOnePressEach() {
    Page page = my("citizen", "zh");

    chip(page, "2019 年").click();
    assertThat(page.locator(".records .hit")).hasCount(1);
    assertThat(hit(page, pension)).isVisible();
    chip(page, "缴费").click();

    assertThat(hit(page, pension)).isVisible();
    assertThat(page.locator(".chip[aria-current]")).hasText(new String[] {"2019 年", "缴费"});
    page.goBack();
    page.goBack();
    assertThat(page.locator(".records .hit")).hasCount(site.own().size() + MORE);
    page.navigate("/my?year=1066&kind=%3Cnone%3E");
    assertThat(page.locator(".records .hit")).hasCount(site.own().size() + MORE);
  }

  @Test
  void whatIsTypedIsFoundAmongOnesOwnAndStandsInNoUrl() {
    Page page = my("citizen", "zh");
    List<String> urls = new ArrayList<>();
    page.onRequest(request -> urls.add(request.url()));

    page.locator("#q").fill("星槎");
    assertThat(page.locator(".records .hit")).hasCount(1);
    page.locator("#q").fill("mine");
    assertThat(page.locator(".records .hit")).hasCount(MORE);
    page.getByRole(AriaRole.BUTTON, named("2020 年")).click();
    assertThat(page.locator(".records .hit")).hasCount(1);
    hit(page, unemployment).click();
    page.goBack();

    assertThat(page.locator("#q")).hasValue("mine");
    assertThat(page.locator(".records .hit")).hasCount(MORE);
    page.locator("#q").fill(site.others().getFirst().transaction());
    assertThat(page.locator("#results")).containsText("没有找到");
    assertThat(urls).noneMatch(url -> url.contains("mine"));
    page.getByText("看全部档案").click();

    assertThat(page.locator(".records .hit")).hasCount(site.own().size() + MORE);
    assertThat(page.locator("#q")).hasValue("");
  }

  @Test
  void everythingWorksWithoutScripts() {
    Page page = withoutScript("citizen");
    page.navigate("/my");

    chip(page, "2019 年").click();
    assertThat(page.locator(".records .hit")).hasCount(1);
    page.locator("#q").fill("mine");
    page.locator("#search button").click();
    assertThat(page.locator(".records .hit")).hasCount(1);
    page.getByRole(AriaRole.BUTTON, named("所有年份")).click();
    assertThat(page.locator(".records .hit")).hasCount(MORE);
    hit(page, pension).click();
    assertThat(page.locator("h1")).hasText("社会保险费补缴（三个月内，告知承诺）");
  }

  private static Page withoutScript(String account) {
    Page signedIn = site.visit(PagesSite.PHONE, account);
    Page page =
        signedIn
            .context()
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setBaseURL(site.node().uri("").toString())
                    .setLocale("zh-CN")
                    .setViewportSize(PagesSite.PHONE, 800)
                    .setJavaScriptEnabled(false))
            .newPage();
    page.context().addCookies(signedIn.context().cookies());
    return page;
  }

  @Test
  void whoHasNoRecordsIsToldWhatToDo() {
    site.node()
        .node()
        .accounts()
        .put(
            new Caller(
                "new.comer",
                Role.CITIZEN,
                new Person(IdType.RESIDENT_ID, "460100199003074518"),
                null,
                null,
                Set.of()),
            "a-long-password");
    Page page = site.visit(PagesSite.PHONE, "", "en");
    page.navigate("/signin");
    page.getByLabel("User name").fill("new.comer");
    page.getByLabel("Password").fill("a-long-password");
    page.keyboard().press("Enter");

    assertThat(page.getByText("You have no records yet")).isVisible();
    assertThat(page.getByText("ask at any window")).isVisible();
    assertThat(page.locator(".chip")).hasCount(0);
  }

  @ParameterizedTest
  @CsvSource({"zh, 380", "en, 380", "zh, 1280", "en, 1280"})
  void ofAFormThatConcernsManyOneSeesOnesOwnPagesAndIsToldSo(String language, int width)
      throws Exception {
    String number = "460100198505050060";
    String account = "wang." + language + width;
    Person person = new Person(IdType.RESIDENT_ID, number);
    site.node()
        .node()
        .accounts()
        .put(new Caller(account, Role.CITIZEN, person, null, null, Set.of()), "a-long-password");
    site.node().signIn(account, "a-long-password");
    String record =
        Forms.archive(site.node(), "form-" + account, Confidentiality.NORMAL, number).record();
    Page page = site.visit(width, account, language);

    page.navigate("/records/" + record);
    assertThat(page.locator(".gist .part"))
        .containsText(language.equals("zh") ? "此表涉及多人（另有 2 方），您只能看到与您有关的部分" : "your own part");
    assertThat(page.locator(".papers li")).hasCount(1);
    page.locator(".facts-fold summary").click();
    assertThat(PageFaults.of(page)).isEmpty();
    assertThat(small(page)).isEmpty();
    assertThat(page.content()).doesNotContain(Forms.OF_OTHERS);
    Download copy = page.waitForDownload(() -> page.locator("#copy ~ form button").click());
    assertThat(copy.failure()).isNull();
    page.locator(".papers .primary").click();

    assertThat(page.locator("main img")).hasCount(1);
    assertThat(page.locator("main img").evaluate("image => image.decode().then(() => true)"))
        .isEqualTo(true);
    assertThat(PageFaults.of(page)).isEmpty();
    assertThat(page.content()).doesNotContain(Forms.OF_OTHERS);
    page.navigate("/my");
    assertThat(page.locator(".hit").first())
        .containsText(language.equals("zh") ? "涉及多人" : "others");
    assertThat(page.content()).doesNotContain(Forms.OF_OTHERS);
  }

  @ParameterizedTest
  @CsvSource({"zh, 380", "en, 380", "zh, 1280", "en, 1280"})
  void everyPageIsLabelledFitsItsWidthAndIsLight(String language, int width) {
    Page page = site.visit(width, "citizen", language);
    for (String path : new String[] {"/my", "/my?year=2019&kind=ZJ", "/me/readers", "/me"}) {
      assertThat(page.navigate(path).body()).hasSizeLessThan(HEAVIEST);
      assertThat(PageFaults.of(page)).as(path).isEmpty();
      assertThat(small(page)).as(path).isEmpty();
    }
    assertThat(page.navigate("/records/" + pension.record()).body()).hasSizeLessThan(HEAVIEST);
    page.locator(".facts-fold summary").click();
    page.locator(".copy summary").click();
    page.locator(".verify").click();
    assertThat(page.locator(".verdict")).isVisible();
    assertThat(PageFaults.of(page)).isEmpty();
    assertThat(small(page)).isEmpty();
    page.navigate("/my");
    page.locator("#q").fill("mine");
    assertThat(page.locator(".records .hit")).hasCount(MORE);
    assertThat(PageFaults.of(page)).isEmpty();
    assertThat(small(page)).isEmpty();
  }

  /** What is pressed, alone in its line, and is smaller than a finger; and type below 16 pixels. */
  private static List<?> small(Page page) {
    return (List<?>)
        page.evaluate(
            """
            () => [...document.querySelectorAll(
                'main button, main .chip, main .hit, main .button, .thumb a, main input:not([type=hidden], [type=checkbox])')]
              .filter((each) => each.getClientRects().length > 0)
              .filter((each) => each.getBoundingClientRect().height < 43.5
                || parseFloat(getComputedStyle(each).fontSize) < 16)
              .map((each) => each.outerHTML)
            """);
  }

  @Test
  void theKeyboardAloneLeadsToARecord() {
    Page page = my("citizen", "zh");

    page.locator("#q").focus();
    page.keyboard().insertText("星槎");
    assertThat(page.locator(".records .hit")).hasCount(1);
    for (int i = 0; i < 20 && !isFocused(hit(page, pension)); i++) {
      page.keyboard().press("Tab");
    }
    assertThat(hit(page, pension)).not().hasCSS("outline-style", "none");
    page.keyboard().press("Enter");

    assertThat(page).hasURL(Pattern.compile(".*/records/" + pension.record()));
  }

  private static boolean isFocused(Locator element) {
    return (boolean) element.evaluate("element => element === document.activeElement");
  }

  @Test
  void onAPhoneTheMenuStaysWithinReachOfAThumb() {
    Page page = my("citizen", "zh");

    page.evaluate("window.scrollTo(0, document.body.scrollHeight)");

    for (Locator link : page.locator(".thumb a").all()) {
      assertThat(link.boundingBox().y).isGreaterThan(700);
      assertThat(link.boundingBox().height).isGreaterThanOrEqualTo(44);
    }
    assertThat(page.evaluate("getComputedStyle(document.body).fontSize")).isEqualTo("18px");
    page.getByText("谁看过").click();
    assertThat(page.locator("h1")).hasText("谁看过我的档案");
  }

  @Test
  void aRecordTellsItsStoryInPlainWords() {
    Page page = record("citizen", "zh", pension);

    assertThat(page.locator(".gist")).containsText("已办成");
    assertThat(page.locator(".gist")).containsText("2019年5月6日在海口市社会保险服务中心（窗口 A03）提出，2019年5月6日办结。");
    assertThat(page.locator(".story").first().locator("li"))
        .containsText(new String[] {"受理：开始办理", "办结，结果：已办成", "盖上电子签章，存入档案"});
    assertThat(page.locator(".papers li")).containsText("业务告知承诺书");
    assertThat(page.getByText("账本位置")).isHidden();
    page.locator(".facts-fold summary").click();
    assertThat(page.getByText("账本位置")).isVisible();
    page.locator(".papers .primary").click();
    assertThat(page.locator(".pane img")).isVisible();
  }

  @Test
  void whatWasAskedForIsSaidInEnglishToo() {
    Page page = record("citizen", "en", pension);

    assertThat(page.locator(".gist")).containsText("What was asked for was granted.");
    assertThat(page.locator(".gist")).containsText("Asked for on 6 May 2019");
    assertThat(page.locator(".papers")).containsText("Notice-and-commitment letter");
  }

  @Test
  void oneButtonMakesACertifiedCopyOfEverything() {
    Page page = record("citizen", "zh", pension);

    Download copy = page.waitForDownload(() -> page.getByText("开具全部文件的核证副本").click());

    assertThat(copy.suggestedFilename()).endsWith(".pdf");
    assertThat(copy.failure()).isNull();
  }

  @Test
  void othersWhoHaveReadItAreNamedHoweverOftenTheHolderDid() {
    Page clerk = site.visit(PagesSite.DESK, "clerk");
    clerk.navigate("/records/" + unemployment.record());
    clerk.getByLabel("查阅目的").fill("处理来信");
    clerk.keyboard().press("Enter");
    assertThat(clerk.locator(".files .open").first()).isVisible();
    clerk.request().get("/records/" + unemployment.record() + "/files/1");
    Page page = record("citizen", "zh", pension);
    assertThat(page.getByText("除了您，还没有人看过。")).isVisible();

    for (int i = 0; i < 25; i++) {
      page.navigate("/records/" + unemployment.record());
    }

    assertThat(page.locator(".readers li").first())
        .containsText("海口市社会保险服务中心 · 窗口 A03 的经办人员 clerk 打开了第 1 个文件，目的：处理来信。");
    assertThat(page.locator(".readers")).not().containsText("citizen");
  }

  @Test
  void whetherAnythingWasChangedIsCheckedWithAPressAndWithoutScriptsToo() {
    Page page = record("citizen", "zh", pension);
    page.getByRole(AriaRole.BUTTON, named("立即核验")).click();
    assertThat(page.locator(".verdict")).containsText("自封存以来未被改动");

    Page plain = withoutScript("citizen");
    plain.navigate("/records/" + pension.record());
    plain.getByRole(AriaRole.BUTTON, named("立即核验")).click();

    assertThat(plain.locator(".verdict")).containsText("自封存以来未被改动");
    plain.getByText("查看档案").click();
    assertThat(plain.locator("h1")).hasText("社会保险费补缴（三个月内，告知承诺）");
  }

  @Test
  void theAppMayBeInstalledAndKeepsNothingOfAnybody() {
    Page page = my("citizen", "zh");
    untilInstalled(page);
    page.navigate("/records/" + site.own().getFirst().record());
    page.navigate("/my");

    List<?> kept =
        (List<?>)
            page.evaluate(
                """
                async () => {
                  const kept = [];
                  for (const name of await caches.keys()) {
                    for (const request of await (await caches.open(name)).keys()) {
                      kept.push(new URL(request.url).pathname);
                    }
                  }
                  return kept;
                }
                """);
    JsonObject manifest =
        page.context().newCDPSession(page).send("Page.getAppManifest", new JsonObject());

    assertThat(kept).isNotEmpty().allMatch(path -> path.toString().startsWith("/assets/"));
    assertThat(manifest.get("url").getAsString()).endsWith("/assets/app.webmanifest");
    assertThat(manifest.getAsJsonArray("errors")).isEmpty();
    assertThat(manifest.get("data").getAsString()).contains("\"start_url\": \"/my\"");
    assertThat(page.request().get("/my").headers()).containsEntry("cache-control", "no-store");
  }

  @Test
  void withoutANetworkThePhoneSaysSoAndShowsNoRecord() {
    Page page = my("citizen", "zh");
    untilInstalled(page);

    page.context().setOffline(true);
    page.navigate("/records/" + pension.record());

    assertThat(page.locator("h1")).hasText("现在没有网络");
    assertThat(PageFaults.of(page)).isEmpty();
    page.context().setOffline(false);
    page.getByText("再试一次").click();
    assertThat(page.locator("h1")).hasText("我的档案");
  }

  private static void untilInstalled(Page page) {
    page.evaluate(
        """
        async () => {
          const { serviceWorker } = navigator;
          if (!serviceWorker.controller) {
            await new Promise((done) => serviceWorker.addEventListener("controllerchange", done));
          }
        }
        """);
  }

  private static Page record(String account, String language, ArchivedSample sample) {
    Page page = site.visit(PagesSite.PHONE, account, language);
    page.navigate("/records/" + sample.record());
    return page;
  }

  private static Page my(String account, String language) {
    Page page = site.visit(PagesSite.PHONE, account, language);
    page.navigate("/my");
    return page;
  }

  private static Locator hit(Page page, ArchivedSample sample) {
    return page.locator(".hit[href='/records/" + sample.record() + "']");
  }

  private static Locator chip(Page page, String name) {
    return page.locator(".chip", new Page.LocatorOptions().setHasText(name));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
