package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.samples.SampleTransactions;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Holder.IdType;
import com.microsoft.playwright.Browser;
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

    assertThat(page.locator(".records .hit")).hasCount(site.own().size() + 2);
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
    assertThat(page.locator(".records .hit")).hasCount(site.own().size() + 2);
    page.navigate("/my?year=1066&kind=%3Cnone%3E");
    assertThat(page.locator(".records .hit")).hasCount(site.own().size() + 2);
  }

  @Test
  void whatIsTypedIsFoundAmongOnesOwnAndStandsInNoUrl() {
    Page page = my("citizen", "zh");
    List<String> urls = new ArrayList<>();
    page.onRequest(request -> urls.add(request.url()));

    page.locator("#q").fill("星槎");
    assertThat(page.locator(".records .hit")).hasCount(1);
    page.locator("#q").fill("mine");
    assertThat(page.locator(".records .hit")).hasCount(2);
    page.getByRole(AriaRole.BUTTON, named("2020 年")).click();
    assertThat(page.locator(".records .hit")).hasCount(1);
    hit(page, unemployment).click();
    page.goBack();

    assertThat(page.locator("#q")).hasValue("mine");
    assertThat(page.locator(".records .hit")).hasCount(2);
    page.locator("#q").fill(site.others().getFirst().transaction());
    assertThat(page.locator("#results")).containsText("没有找到");
    assertThat(urls).noneMatch(url -> url.contains("mine"));
    page.getByText("看全部档案").click();
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
    assertThat(page.locator(".records .hit")).hasCount(2);
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
  void everyPageIsLabelledFitsItsWidthAndIsLight(String language, int width) {
    Page page = site.visit(width, "citizen", language);
    for (String path : new String[] {"/my", "/my?year=2019&kind=ZJ", "/me/readers", "/me"}) {
      assertThat(page.navigate(path).body()).hasSizeLessThan(HEAVIEST);
      assertThat(PageFaults.of(page)).as(path).isEmpty();
      assertThat(small(page)).as(path).isEmpty();
    }
    page.navigate("/my");
    page.locator("#q").fill("mine");
    assertThat(page.locator(".records .hit")).hasCount(2);
    assertThat(PageFaults.of(page)).isEmpty();
    assertThat(small(page)).isEmpty();
  }

  /** What is pressed, alone in its line, and is smaller than a finger; and type below 16 pixels. */
  private static List<?> small(Page page) {
    return (List<?>)
        page.evaluate(
            """
            () => [...document.querySelectorAll(
                'main button, main .chip, main .hit, main .button, .thumb a, main input:not([type=hidden])')]
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
