package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One's own sign-in, language and password, and who has read one's own records. */
class MePagesTest extends OnTheSite {
  private static final String PASSWORD = "first-password";
  private static final String FRESH = "another password";

  @Test
  void theNameInTheHeaderLeadsToWhoOneIs() {
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/search");

    page.locator("header .user").click();

    assertThat(page.locator("h1")).hasText("我的登录与语言");
    assertThat(page.locator("main dl").first()).containsText("clerk");
    assertThat(page.locator("main dl").first()).containsText("经办人员");
    assertThat(page.getByText("登录时间")).isVisible();
    assertThat(page.getByText("有效至")).isVisible();
  }

  @Test
  void theLanguageIsChosenAndThePresentOneIsMarked() {
    Page page = site.visit(PagesSite.DESK, "operator");
    page.navigate("/me");
    assertThat(page.locator("main [aria-pressed=true]")).hasText("中文");

    page.locator("main").getByText("English").click();

    assertThat(page.locator("h1")).hasText("My sign-in and language");
    assertThat(page.locator("main [aria-pressed=true]")).hasText("English");
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "operator"})
  void whoFindsNothingComesHereFromTheSignIn(String account) {
    Page page = site.visit(PagesSite.DESK);
    page.navigate("/");

    signIn(page, account, account + "-demo");

    assertThat(page).hasURL(Pattern.compile(".*/me"));
  }

  @Test
  void aChangedPasswordKeepsThisWindowSignedInAndEndsTheOthers() {
    make("li.na");
    Page page = signedIn("li.na");
    Page other = signedIn("li.na");

    change(page, PASSWORD, FRESH, FRESH);

    assertThat(page.getByRole(AriaRole.STATUS)).containsText("密码已修改");
    other.navigate("/me");
    assertThat(other).hasURL(Pattern.compile(".*/signin.*"));
    signIn(other, "li.na", PASSWORD);
    assertThat(other.getByRole(AriaRole.ALERT)).isVisible();
    signIn(other, "li.na", FRESH);
    assertThat(other).hasURL(Pattern.compile(".*/me"));
  }

  @ParameterizedTest
  @CsvSource({
    "wrong-password, another password, another password, 当前密码不正确",
    "first-password, another password, another passwort, 不一致",
    "first-password, short, short, 至少 8 个字符",
    "first-password, first-password, first-password, 请换一个"
  })
  void everyMistakeIsSaid(String present, String fresh, String again, String said) {
    make("wang.wei");
    Page page = signedIn("wang.wei");

    change(page, present, fresh, again);

    assertThat(page.getByRole(AriaRole.ALERT)).containsText(said);
    assertThat(page.locator("#present")).isFocused();
    assertThat(page.locator("#fresh")).hasValue("");
    assertThat(site.node().node().accounts().signIn("wang.wei", PASSWORD)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"zh, 1280", "en, 360"})
  void whoeverWasGivenAPasswordChoosesOneOfTheirOwnAndIsIn(String language, int width) {
    String name = "zhao." + language;
    site.node()
        .node()
        .accounts()
        .give(new Caller(name, Role.CLERK, null, "460100-SI", "A03", Set.of()), PASSWORD);
    Page page = site.visit(width);
    page.navigate("/signin?to=%2Fme");
    if (language.equals("en")) {
      page.getByText("English").first().click();
      assertThat(page.locator("html")).hasAttribute("lang", "en");
      page.navigate("/signin?to=%2Fme");
    }
    page.locator("#username").fill(name);
    page.locator("#password").fill(PASSWORD);
    page.keyboard().press("Enter");

    assertThat(page.locator("h1"))
        .containsText(language.equals("zh") ? "请设置您自己的密码" : "Choose a password of your own");
    assertThat(page.locator("#present")).isFocused();
    assertThat(PageFaults.of(page)).isEmpty();
    change(page, PASSWORD, FRESH, "another than that");
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    page.navigate("/me");
    assertThat(page).hasURL(Pattern.compile(".*/signin.*"));

    page.locator("#username").fill(name);
    page.locator("#password").fill(PASSWORD);
    page.keyboard().press("Enter");
    change(page, PASSWORD, FRESH, FRESH);

    assertThat(page).hasURL(Pattern.compile(".*/me"));
    assertThat(page.locator("dl").first()).containsText(name);
  }

  @Test
  void allSessionsEndAtOnce() {
    make("chen.jie");
    Page page = signedIn("chen.jie");
    Page other = signedIn("chen.jie");

    page.getByText("退出所有设备上的登录").click();

    assertThat(page).hasURL(Pattern.compile(".*/signin"));
    other.navigate("/me");
    assertThat(other).hasURL(Pattern.compile(".*/signin.*"));
  }

  @Test
  void aCitizenSeesWhoHasReadAllTheirRecords() {
    ArchivedSample own = site.own().getFirst();
    Page clerk = site.visit(PagesSite.DESK, "clerk");
    clerk.navigate("/records/" + own.record());
    clerk.getByLabel("查阅目的").fill("处理来信");
    clerk.keyboard().press("Enter");
    assertThat(clerk.locator(".files .open").first()).isVisible();
    clerk.request().get("/records/" + own.record() + "/files/1");

    Page page = site.visit(PagesSite.DESK, "citizen");
    page.navigate("/me");
    page.getByText("谁看过我的档案").click();

    assertThat(page.locator(".accesses li").first()).containsText("经办人员 clerk 打开了第 1 个文件");
    assertThat(page.locator(".accesses li").first()).containsText("目的：处理来信");
    page.locator(".accesses a").first().click();
    assertThat(page).hasURL(Pattern.compile(".*/records/" + own.record()));
    page.navigate("/me/readers");
    assertThat(page.locator(".accesses li").first()).containsText("您本人");
  }

  @ParameterizedTest
  @ValueSource(ints = {PagesSite.PHONE, PagesSite.DESK})
  void everyPageIsLabelledAndFitsItsWidth(int width) {
    for (String language : new String[] {"zh", "en"}) {
      Page page = site.visit(width, "citizen", language);
      page.navigate("/records/" + site.own().getFirst().record());
      page.navigate("/me");
      assertThat(PageFaults.of(page)).isEmpty();
      page.navigate("/me/readers");
      assertThat(PageFaults.of(page)).isEmpty();
    }
  }

  private static void make(String account) {
    site.node()
        .node()
        .accounts()
        .put(new Caller(account, Role.CLERK, null, "460100-SI", "A03", Set.of("*")), PASSWORD);
  }

  private static Page signedIn(String account) {
    Page page = site.visit(PagesSite.DESK);
    page.navigate("/signin?to=%2Fme");
    signIn(page, account, PASSWORD);
    assertThat(page.locator("#present")).isVisible();
    return page;
  }

  private static void signIn(Page page, String account, String password) {
    page.getByLabel("用户名").fill(account);
    page.getByLabel("密码").fill(password);
    page.keyboard().press("Enter");
  }

  private static void change(Page page, String present, String fresh, String again) {
    page.locator("#present").fill(present);
    page.locator("#fresh").fill(fresh);
    page.locator("#again").fill(again);
    page.keyboard().press("Enter");
  }
}
