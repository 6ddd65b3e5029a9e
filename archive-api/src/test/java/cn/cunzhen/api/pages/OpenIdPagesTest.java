package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.api.oidc.RealProvider;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a real provider, which to the browser is another site, and out again. */
class OpenIdPagesTest {
  private static final String CALLBACK = "/signin/oidc/callback";

  private static RealProvider provider;
  private static RunningNode node;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    provider = RealProvider.get();
    playwright = PagesSite.playwright();
    browser = PagesSite.chromium(playwright);
    Map<String, String> settings = provider.settings(folder);
    settings.put("ARCHIVE_TEXT_PROCESSES", "0");
    node = RunningNode.on(folder.resolve("data"), settings);
    provider.accept(node.uri("").toString());
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
    if (playwright != null) {
      playwright.close();
    }
  }

  @AfterEach
  void restore() throws Exception {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    provider.restore();
  }

  private static Page visit() {
    return visit("zh-CN", 1280);
  }

  private static Page visit(String locale, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(node.uri("").toString())
                .setLocale(locale)
                .setViewportSize(width, 800));
    context.setDefaultTimeout(60_000);
    return context.newPage();
  }

  /** Sees the provider's own page, and says there who it is. */
  private static void sayName(Page page, String name) {
    page.waitForURL(provider.issuer() + "/interaction/**");
    page.getByLabel("Name").fill(name);
    page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).click();
  }

  private static void signIn(Page page, String name) {
    page.navigate("/signin?to=/me");
    page.getByText("统一身份认证登录").click();
    sayName(page, name);
  }

  private static String trouble(Page page) {
    return page.locator(".signin [role=alert]").textContent();
  }

  @Test
  void aClerkSignsInByKeyboardAndIsLedToWhereTheWayWent() {
    Page page = visit();
    page.navigate("/search");
    page.waitForURL("**/signin?to=**");
    assertThat(PageFaults.of(page)).isEmpty();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("统一身份认证登录")).focus();
    page.keyboard().press("Enter");

    sayName(page, "li.na");

    page.waitForURL("**/search");
    assertThat(page.locator("a.user")).containsText("oidc:li.na");
    Cookie session =
        page.context().cookies(node.uri("").toString()).stream()
            .filter(cookie -> cookie.name.equals("session"))
            .findFirst()
            .orElseThrow();
    assertThat(session.httpOnly).isTrue();
    assertThat(session.sameSite).isEqualTo(SameSiteAttribute.STRICT);
    assertThat(page.context().cookies())
        .extracting(cookie -> cookie.name)
        .as("what was kept for the way is gone")
        .doesNotContain("signin");
  }

  @Test
  void thePageOfOnesOwnShowsTheSessionAndNoPassword() {
    Page page = visit("en", 380);
    page.navigate("/signin?to=/me");
    assertThat(PageFaults.of(page)).isEmpty();
    page.getByText("Sign in with single sign-on").click();
    sayName(page, "li.na");

    page.waitForURL("**/me");
    assertThat(page.locator("main")).containsText("Clerk");
    assertThat(page.locator("main")).containsText("A03");
    assertThat(page.locator("input[type=password]")).hasCount(0);
    assertThat(PageFaults.of(page)).isEmpty();
  }

  @Test
  void signingOutLeadsToTheProviderAndBack() {
    Page page = visit();
    signIn(page, "li.na");
    page.waitForURL("**/me");
    List<Cookie> before = page.context().cookies(node.uri("").toString());

    page.locator("header form[action='/signout'] button").click();
    page.waitForURL(provider.issuer() + "/session/end**");
    page.getByText("Sign out").click();

    page.waitForURL("**/signin");
    page.context().addCookies(before);
    page.navigate("/me");
    assertThat(page.url()).as("the session is no more, whoever has its token").contains("/signin");
    page.getByText("统一身份认证登录").click();
    page.waitForURL(provider.issuer() + "/interaction/**"); // the provider asks again
  }

  @Test
  void whoSignsOutAtTheProviderIsSignedOutHere() {
    Page page = visit();
    signIn(page, "wang");
    page.waitForURL("**/me");

    page.navigate(provider.issuer() + "/session/end");
    page.getByText("Sign out").click();
    page.getByText("Signed out").waitFor();

    page.navigate("/me");
    assertThat(page.url()).contains("/signin");
  }

  @Test
  void everySessionOfAPersonEndsWhereOneSaysSo() {
    Page here = visit();
    signIn(here, "wang");
    here.waitForURL("**/me");
    Page there = visit();
    signIn(there, "wang");
    there.waitForURL("**/me");

    here.getByText("退出所有设备上的登录").click();
    here.waitForURL("**/signin");

    there.navigate("/me");
    assertThat(there.url()).contains("/signin");
  }

  @Test
  void aWayBackIsAnsweredOnceAndInItsOwnBrowserAlone() {
    Page page = visit();
    List<String> ways = new ArrayList<>();
    page.onRequest(request -> {
      if (request.url().contains(CALLBACK)) {
        ways.add(request.url());
      }
    });
    signIn(page, "li.na");
    page.waitForURL("**/me");
    assertThat(ways).hasSize(1);

    Page stranger = visit();
    Response elsewhere = stranger.navigate(ways.getFirst());
    Response again = page.navigate(ways.getFirst());

    assertThat(elsewhere.status()).isEqualTo(401);
    assertThat(trouble(stranger)).startsWith("这次登录已过期");
    assertThat(again.status()).isEqualTo(401);
    assertThat(trouble(page)).startsWith("这次登录已过期");
    assertThat(PageFaults.of(page)).isEmpty();
    page.navigate("/me");
    assertThat(page.locator("a.user")).containsText("oidc:li.na");
  }

  @Test
  void theWayLeadsNowhereButIntoTheArchive() {
    for (String elsewhere :
        new String[] {
          "https://elsewhere.example/",
          "//elsewhere.example",
          "/\\elsewhere.example",
          "/%09/x.example"
        }) {
      Page page = visit();
      page.navigate("/signin/oidc?to=" + Pages.encoded(elsewhere));
      sayName(page, "li.na");

      page.waitForURL(node.uri("/search").toString());
      page.context().close();
    }
  }

  @Test
  void whoDoesNotAgreeAtTheProviderIsToldSo() {
    Page page = visit();
    page.navigate("/signin");
    page.getByText("统一身份认证登录").click();
    page.waitForURL(provider.issuer() + "/interaction/**");
    page.getByText("Cancel").click();

    page.waitForURL("**" + CALLBACK + "**");
    assertThat(trouble(page)).startsWith("统一身份认证没有同意登录");
  }

  @Test
  void whoHasNoRoleIsToldWhomToAsk() {
    Page page = visit();
    signIn(page, "visitor");

    page.waitForURL("**" + CALLBACK + "**");
    assertThat(trouble(page)).contains("没有角色", "管理员");
    assertThat(page.context().cookies(node.uri("").toString())).isEmpty();
  }

  @Test
  void whileTheProviderIsSilentThePageSaysSoAndBuiltInAccountsSignIn() throws Exception {
    Page page = visit();
    page.navigate("/signin?to=/me");
    provider.silent(true);

    // Within a moment of its last answer it is taken to be there.
    page.waitForCondition(() -> {
      page.navigate("/signin/oidc?to=/me");
      return page.url().startsWith(node.uri("/").toString());
    });
    assertThat(trouble(page)).startsWith("统一身份认证暂无应答");
    page.navigate("/signin?to=/me");
    assertThat(trouble(page)).startsWith("统一身份认证暂无应答");
    page.getByLabel("用户名").fill("clerk");
    page.getByLabel("密码").fill("clerk-demo");
    page.locator("form.signin button").click();
    page.waitForURL("**/me");

    provider.silent(false);
    Page other = visit();
    other.waitForCondition(() -> {
      other.navigate("/signin");
      return other.locator("[role=alert].wrong:visible").count() == 0;
    });
  }
}
