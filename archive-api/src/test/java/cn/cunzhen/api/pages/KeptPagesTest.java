package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that are kept, asked again with a click, and removed. */
class KeptPagesTest extends OnTheSite {
  @Test
  void aQuestionIsKeptAskedAgainAndRemoved() {
    ArchivedSample own = site.own().getFirst();
    Page page = search("clerk");
    List<String> urls = new ArrayList<>();
    page.onRequest(request -> urls.add(request.url()));
    type(page, "周海棠");
    assertThat(page.locator(".hit")).hasCount(site.own().size());
    page.locator(".facets input[name=item]").first().check();
    assertThat(page.locator("#results [role=status]")).containsText("共找到 1 件");

    keep(page, "本周要办");
    assertThat(page.locator(".question")).containsText("本周要办");
    page.navigate("/search");
    page.locator("#q").fill(own.transaction());
    assertThat(page.locator(".hit")).hasCount(1);
    page.locator(".question").getByText("本周要办").click();

    assertThat(page.locator("#q")).hasValue("周海棠");
    assertThat(page.locator("#q")).isFocused();
    assertThat(page.locator(".facets input[name=item]:checked")).hasCount(1);
    assertThat(page.locator("#results [role=status]")).containsText("共找到 1 件");
    assertThat(urls).noneMatch(url -> url.contains("?"));
    assertThat(search("citizen").locator(".question")).hasCount(0);

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除“本周要办”")).click();
    assertThat(page.locator(".question")).hasCount(0);
  }

  @Test
  void whatHasNoNameIsCalledByItsWordsAndWhatAsksForNothingIsNotKept() {
    Page page = search("archivist");

    keep(page, "");
    assertThat(page.locator("#kept").getByRole(AriaRole.ALERT)).hasText("请先输入文字或选择条件。");
    page.locator("#q").fill("失业登记");
    page.locator("#kept-name").press("Enter");
    assertThat(page.locator(".question")).containsText("失业登记");
    keep(page, "失业登记");

    assertThat(page.locator("#kept").getByRole(AriaRole.ALERT)).containsText("已有同名的查询");
  }

  @Test
  void aQuestionOfMarksOnlyLeavesNoWordsBehind() {
    Page page = search("auditor");
    page.locator(".facets input[name=channel]").first().check();
    assertThat(page.locator("#results [role=status]")).containsText("共找到");
    String found = page.locator("#results [role=status]").innerText();
    keep(page, "渠道");
    assertThat(page.locator(".question")).hasCount(1);
    page.locator("#q").fill("周海棠");
    assertThat(page.locator(".hit")).not().hasCount(20);

    page.locator(".question").getByText("渠道").click();

    assertThat(page.locator("#results [role=status]")).hasText(found);
    assertThat(page.locator("#q")).hasValue("");
  }

  @ParameterizedTest
  @ValueSource(ints = {PagesSite.PHONE, PagesSite.DESK})
  void manyOfThemFitTheWidthAndAreLabelled(int width) {
    Page page = site.visit(width, "supervisor");
    page.navigate("/search");
    for (int i = 0; i < 10; i++) {
      page.locator("#q").fill("补缴 " + i);
      keep(page, width + " " + "很长的查询名称".repeat(i % 3 * 3) + i);
      assertThat(page.locator(".question")).hasCount(i + 1);
    }

    page.evaluate("document.querySelectorAll('#kept details').forEach(e => e.open = true)");
    assertThat(PageFaults.of(page)).isEmpty();
    for (int i = 0; i < 10; i++) {
      Locator remove = page.locator(".question button[aria-label]").first();
      remove.click();
      assertThat(page.locator(".question")).hasCount(9 - i);
    }
  }

  private static Page search(String account) {
    Page page = site.visit(PagesSite.DESK, account);
    page.navigate("/search");
    return page;
  }

  private static void keep(Page page, String name) {
    if (!page.locator("#kept-name").isVisible()) {
      page.getByText("保存当前查询").click();
    }
    page.locator("#kept-name").fill(name);
    page.locator("#kept-name").press("Enter");
  }
}
