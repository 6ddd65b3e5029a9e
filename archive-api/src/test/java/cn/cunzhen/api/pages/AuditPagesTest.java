package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The auditors' room in a browser. */
class AuditPagesTest extends OnTheSite {
  private static final int PHONE = 360;

  @AfterEach
  void endTheAudit() {
    Page page = site.visit(PagesSite.DESK, "auditor");
    page.navigate("/audit");
    if (page.getByText("结束审计").isVisible()) {
      page.getByText("结束审计").click();
    }
    awaitTheEnd(page);
  }

  private static void awaitTheEnd(Page page) {
    page.waitForCondition(() -> {
      page.navigate("/audit");
      return page.locator("#new").isVisible();
    });
  }

  @Test
  void aSampleIsDrawnByAStatedSeedAndItsSealedReportIsFetched() throws Exception {
    Page page = room("auditor");
    page.locator("#seed").fill("2026年11月抽查");
    page.locator("#count").fill("5");
    page.keyboard().press("Enter");
    page.waitForFunction("document.querySelector('#seed')?.value !== '2026年11月抽查'");

    Locator report = page.locator("section[aria-labelledby=reports] a").first();
    page.waitForCondition(() -> {
      page.navigate("/audit");
      return report.isVisible() && report.innerText().contains("抽查");
    });
    report.click();

    assertThat(page.locator("main dl")).containsText("2026年11月抽查");
    assertThat(page.locator("main dl")).containsText("没有发现问题");
    Download download = page.waitForDownload(() -> page.getByText("下载报告和签章").click());
    try (ZipFile zip = new ZipFile(download.path().toFile())) {
      assertThat(Stream.of("report.json", "seal.p7s").map(zip::getEntry)).doesNotContainNull();
    }
  }

  @Test
  void whatEvidenceThereIsAndWhenItsCertificatesEndIsSaid() {
    Page page = room("auditor");

    assertThat(page.locator("section[aria-labelledby=evidence]")).containsText("尚未续期");
    assertThat(page.locator("section[aria-labelledby=gathered]")).containsText("应当收集");
    assertThat(page.locator("section[aria-labelledby=renewals]")).containsText("没有证书到期");
  }

  @Test
  void aWholeAuditIsSlowedDownPausedResumedAndEnded() {
    Page page = slowly("archivist", "zh", PagesSite.DESK);
    assertThat(page.locator("#job")).containsText("全面审计");
    page.locator("#megabytes").fill("2.5");
    page.getByText("设定").click();
    assertThat(page.locator("#megabytes")).hasValue("2.5");
    assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
    assertThat(page.locator("#audit-facts")).containsText(Pattern.compile("已完成 [2-9] / 26 条"));

    page.getByText("暂停").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#job")).containsText("已暂停");
    page.getByText("继续").click();
    assertThat(page.locator("#job")).containsText("正在进行");
    assertThat(page.locator("#audit-status")).hasAttribute("role", "status");

    Page other = room("supervisor");
    assertThat(other.locator("#job")).containsText("全面审计");
    assertThat(other.locator("#new")).hasCount(0);
  }

  @Test
  void thatTheLedgerOnlyGrewIsProvedOrWhatWasTypedIsRefused() {
    Page page = room("supervisor");
    page.locator("#from").fill("3");
    page.locator("#to").fill("20");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("已证明：3 条的账本是 20 条的账本的开头");

    page.locator("#to").fill("2");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("较早的在前");
    assertThat(page.locator("#to")).hasValue("2");
  }

  @Test
  void theLedgerItsGrowthItsStampsAndItsCertificatesAreShown() {
    Page page = room("auditor");

    page.waitForCondition(() -> {
      page.navigate("/audit");
      return page.locator("svg.growth polyline").count() == 1;
    });
    assertThat(page.locator("section[aria-labelledby=ledger] dl").first()).containsText("26");
    assertThat(page.locator("section[aria-labelledby=stamps] .holds").first()).hasText("有效");
    assertThat(page.locator("section[aria-labelledby=stamps] .fails")).hasCount(0);
    assertThat(page.locator("section[aria-labelledby=renewals] li").first()).isVisible();
    assertThat(page.locator("section[aria-labelledby=witnesses]")).containsText("没有配置");
  }

  @Test
  void onlyThoseWhoMayAuditAreLedThere() {
    for (String account : List.of("auditor", "supervisor", "archivist")) {
      Page page = site.visit(PagesSite.DESK, account);
      page.navigate("/search");
      assertThat(page.locator("header").getByText("审计")).isVisible();
    }
    Page clerk = site.visit(PagesSite.DESK, "clerk");
    clerk.navigate("/search");
    assertThat(clerk.locator(".menu").getByText("审计")).hasCount(0);
    assertThat(clerk.navigate("/audit").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, PagesSite.DESK})
  void everyPageIsLabelledAndFitsItsWidth(int width) {
    for (String language : List.of("zh", "en")) {
      Page page = site.visit(width, "auditor", language);
      page.navigate("/audit?from=1&to=26");
      assertThat(PageFaults.of(page)).isEmpty();
      page = slowly("auditor", language, width);
      assertThat(PageFaults.of(page)).isEmpty();
      page.locator("button[value=stop]").click();
      awaitTheEnd(page);
      page.locator("section[aria-labelledby=reports] a").first().click();
      assertThat(page.locator("a.button")).isVisible();
      assertThat(PageFaults.of(page)).isEmpty();
    }
  }

  /** The room with an audit that takes half a minute. */
  private static Page slowly(String account, String language, int width) {
    Page page = site.visit(width, account, language);
    APIResponse begun =
        page.request()
            .post(
                "/api/v1/audits",
                RequestOptions.create()
                    .setData("{\"kind\":\"whole\",\"rate\":{\"entriesPerSecond\":1}}"));
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);
    page.navigate("/audit");
    assertThat(page.locator("#job")).isVisible();
    return page;
  }

  private static Page room(String account) {
    Page page = site.visit(PagesSite.DESK, account);
    page.navigate("/audit");
    return page;
  }
}
