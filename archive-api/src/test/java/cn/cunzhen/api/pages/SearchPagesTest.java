package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Finding in many: narrowing down, sorting, what is only near, and one holder's records. */
class SearchPagesTest extends OnTheSite {
  @Test
  void theAnswerIsNarrowedDownAndWidenedAgain() {
    Page page = search();
    Locator first = page.locator(".facets input[name=item]").first();
    String count = first.locator("xpath=..").locator(".count").innerText();

    first.check();
    assertThat(page.locator("#results [role=status]")).containsText("共找到 " + count + " 件");
    assertThat(first).isChecked();
    assertThat(first).isFocused();
    assertThat(page.locator(".hit")).hasCount(Math.min(20, Integer.parseInt(count)));
    first.uncheck();

    assertThat(page.locator(".hit")).hasCount(20);
  }

  @Test
  void agenciesAndRegionsAreCalledByTheirNamesInBothLanguages() {
    Page page = search();
    Locator region = page.locator("#region-460100").locator("xpath=..");
    Locator agency = page.locator("[name=agency][value='460100-SI']").locator("xpath=..");
    assertThat(region).containsText("海口市");
    assertThat(agency).containsText("海口市社会保险服务中心");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();

    assertThat(region).containsText("Haikou");
    assertThat(agency).containsText("Haikou Social Insurance Service Centre");
  }

  @Test
  void yearsAreChosenFromOneToAnother() {
    Page page = search();
    List<String> years =
        page.locator(".facets input[name=year]").all().stream()
            .map(each -> each.getAttribute("value"))
            .toList();

    page.locator("#year-" + years.getLast()).check();

    assertThat(page.locator(".facets input[name=year]:checked")).hasCount(1);
    page.waitForCondition(() -> all(page, ".hit .when", years.getLast()));
  }

  @Test
  void theOldestComeFirstWhereTheyAreAskedFor() {
    Page page = search();

    page.getByLabel("排序").selectOption("oldest");

    assertThat(page.getByLabel("排序")).hasValue("oldest");
    page.waitForCondition(() -> isSorted(page.locator(".hit .when").allInnerTexts()));
  }

  @Test
  void moreOfANarrowedAnswerIsNarrowedToo() {
    Page page = search();
    page.locator(".facets input[name=channel]").first().check();
    assertThat(page.locator(".facets input[name=channel]:checked")).hasCount(1);
    assertThat(page.locator("#results [role=status]")).containsText("共找到");
    String total = page.locator("#results [role=status]").innerText();
    int all = Integer.parseInt(total.replaceAll("共找到 (\\d+) 件.*", "$1"));

    if (page.getByText("显示更多").isVisible()) {
      page.getByText("显示更多").click();
    }

    assertThat(page.locator(".hit")).hasCount(all);
  }

  @Test
  void whatIsOnlyNearIsSaidToBeSo() throws Exception {
    site.archive(submission(), Map.of("f1", "备案".getBytes(StandardCharsets.UTF_8)));
    Page page = search();

    type(page, "异地就医倍案登记申请表");

    assertThat(page.locator("#results [role=status]")).containsText("相近");
    assertThat(page.locator(".hit").first()).isVisible();
  }

  @Test
  void theWholeOfOneHolderIsAStepAway() {
    ArchivedSample own = site.own().getFirst();
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/records/" + own.record());

    page.getByText("全部档案").first().click();

    assertThat(page).hasURL(Pattern.compile(".*/records/" + own.record() + "/holders/1"));
    assertThat(page.locator("h1")).containsText(own.holder() + " 的全部档案");
    assertThat(page.locator(".hit")).hasCount(site.own().size());
    assertThat(page.locator("body")).not().containsText(own.number());
  }

  @Test
  void moreOfOneHolderIsOfThatHolderOnly() throws Exception {
    ArchivedSample first = null;
    for (int i = 0; i < 21; i++) {
      String json = submission().replace("near-1", "many-" + i);
      first = site.archive(json, Map.of("f1", "备案".getBytes(StandardCharsets.UTF_8)));
    }
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/records/" + Objects.requireNonNull(first).record() + "/holders/1");
    assertThat(page.locator(".hit")).hasCount(20);

    page.getByText("显示更多").click();

    assertThat(page.locator(".hit").nth(20)).isVisible();
    for (String number : page.locator(".hit .holder").allInnerTexts()) {
      assertThat(number).contains("4601**********4518");
    }
  }

  private static Page search() {
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/search");
    assertThat(page.locator(".hit")).hasCount(20);
    return page;
  }

  private static String submission() {
    return """
    {"sourceSystem": "teller", "transactionId": "near-1", "item": "SI-0107",
     "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "acceptedAt": "2020-11-20T09:12:00+08:00", "completedAt": "2020-11-20T09:13:40+08:00",
     "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                "fileName": "异地就医备案登记申请表.txt"}]}
    """;
  }

  private static boolean all(Page page, String places, String beginning) {
    List<String> texts = page.locator(places).allInnerTexts();
    return !texts.isEmpty() && texts.stream().allMatch(text -> text.startsWith(beginning));
  }

  private static boolean isSorted(List<String> days) {
    return days.stream().sorted().toList().equals(days);
  }
}
