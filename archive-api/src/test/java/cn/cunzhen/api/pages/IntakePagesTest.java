package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handing in at the window, and the receipt that the person takes home, in Chromium. */
class IntakePagesTest extends OnTheSite {
  private static final List<String> NAMES = List.of("告知承诺书.txt", "身份证.txt", "补缴明细.txt", "说明.txt");

  private @TempDir Path files;

  @Test
  void aTransactionIsDraggedInTickedOffAndItsReceiptPrinted() throws IOException {
    Page page = form();
    fill(page, "drag-1", "460100199003074518");

    drop(page);

    assertThat(page.locator("#chosen li")).hasCount(4);
    assertThat(page.locator("#chosen select").nth(0)).hasValue("commitment-letter");
    assertThat(page.locator("#chosen select").nth(1)).hasValue("identity-card");
    assertThat(page.locator("#chosen select").nth(2)).hasValue("detail-form");
    assertThat(page.locator("#chosen select").nth(3)).hasValue("supporting");
    assertThat(material(page, "commitment-letter")).hasClass("here");
    assertThat(material(page, "approval-form")).hasClass("");
    handIn(page);
    assertThat(page).hasURL(Pattern.compile(".*/records/[0-9a-v]{26}/receipt"));
    assertThat(page.locator(".slip")).containsText("drag-1");
    assertThat(page.locator(".slip tbody tr")).hasCount(4);
    assertThat(page.locator(".slip")).not().containsText("460100199003074518");
    page.evaluate("window.print = () => document.body.dataset.printed = 'yes'");
    assertThat(page.getByRole(AriaRole.BUTTON, named("打印"))).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("body")).hasAttribute("data-printed", "yes");
  }

  @Test
  void theReceiptIsAPdfWithEveryWordOfIt() throws IOException {
    Page page = form();
    fill(page, "pdf-1", "460100199003074518");
    page.getByLabel("姓名或单位名称").fill("王小明\uD869\uDED6");
    page.locator("#files").setInputFiles(written().toArray(Path[]::new));
    handIn(page);
    assertThat(page.locator(".slip")).isVisible();

    byte[] pdf =
        page.request()
            .get(page.getByRole(AriaRole.LINK, link("下载 PDF")).getAttribute("href"))
            .body();

    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document);
      assertThat(text).contains("受理回执单", "pdf-1", "4601**********4518", "告知承诺书.txt");
      assertThat(text).contains("王小明[U+2A6D6]");
      assertThat(document.getNumberOfPages()).isEqualTo(1);
    }
    assertThat(pdf.length).isLessThan(100_000);
  }

  @Test
  void whatIsWrongStandsBesideItsFieldAndNothingIsLost() throws IOException {
    Page page = form();
    fill(page, "fault-1", "46010019900307451");
    page.locator("#files").setInputFiles(written().toArray(Path[]::new));

    handIn(page);

    assertThat(page.getByRole(AriaRole.ALERT).locator("li")).hasCount(1);
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("证件号码");
    assertThat(page.getByLabel("证件号码")).isFocused();
    assertThat(page.getByLabel("证件号码")).hasAttribute("aria-invalid", "true");
    page.keyboard().press("ControlOrMeta+A");
    page.keyboard().type("460100199003074518");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile(".*/receipt"));
  }

  @Test
  void whatIsMissingIsNamedBeforeAndAfterItIsHandedIn() {
    Page page = form();
    fill(page, "lacks-1", "460100199003074518");

    assertThat(material(page, "commitment-letter")).containsText("尚缺");
    handIn(page);

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("未归档");
  }

  @Test
  void anItemThatIsNotInTheListIsSaidAtOnce() {
    Page page = form();

    page.keyboard().type("SI-9999");
    page.keyboard().press("Tab");

    assertThat(page.locator("#materials")).hasText("没有这个事项，请从列表中选择。");
  }

  @Test
  void anEmployersNumberIsTakenForWhatItIs() {
    Page page = form();

    page.getByLabel("证件号码").fill("91460100MA5T0000XX");
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("证件类型")).hasValue("uscc");
    page.getByLabel("证件号码").fill("460100199003074518");
    page.keyboard().press("Tab");

    assertThat(page.getByLabel("证件类型")).hasValue("resident-id");
  }

  @Test
  void anAgencyIsChosenByItsNameAndItsRegionWithIt() {
    Page page = form();
    fill(page, "20261122770001", "460100199003074518");
    page.locator("summary").click();
    assertThat(page.locator("#agency option:checked")).hasText("海口市社会保险服务中心");
    assertThat(page.locator("#region option:checked")).hasText("海口市");

    page.getByLabel("经办机构").selectOption("三亚市社会保险服务中心");
    assertThat(page.getByLabel("行政区划")).hasValue("460200");
    drop(page);
    handIn(page);

    assertThat(page.locator(".slip")).containsText("三亚市社会保险服务中心 · 窗口 A03");
    page.navigate(page.url().replace("/receipt", ""));
    assertThat(page.locator("main")).containsText("三亚市社会保险服务中心 460200-SI");
    assertThat(page.locator("main")).containsText("三亚市 460200");
    page.navigate("/search");
    type(page, "20261122770001");
    assertThat(page.locator(".hit .agency").first()).hasText("三亚市社会保险服务中心");
  }

  @Test
  void aFolderOfTransactionsGoesInAndWhatDoesNotPassIsNamed() throws IOException {
    Path all = Files.createDirectories(files.resolve("批次"));
    for (String number : List.of("batch-1", "batch-2", "batch-3")) {
      Path one = Files.createDirectories(all.resolve(number));
      String json = submission(number);
      Files.writeString(
          one.resolve("transaction.json"),
          number.equals("batch-2") ? json.replace("granted", "perhaps") : json);
      Files.writeString(one.resolve("承诺书.txt"), "承诺 " + number);
    }
    Files.delete(all.resolve("batch-3/承诺书.txt"));
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/intake/batch");

    page.locator("#folder").setInputFiles(all);

    assertThat(page.getByText("下载结果（CSV）")).isFocused();
    assertThat(page.locator("#done")).hasText("1");
    assertThat(page.locator("#refused")).hasText("2");
    assertThat(page.locator("#outcomes")).containsText("/outcome");
    assertThat(page.locator("#outcomes")).containsText("缺少文件：承诺书.txt");
    Files.writeString(all.resolve("batch-3/承诺书.txt"), "承诺 batch-3");
    page.locator("#folder").setInputFiles(all);
    assertThat(page.locator("#known")).hasText("1");
    assertThat(page.locator("#done")).hasText("1");
  }

  @Test
  void aListWithItsScansGoesInAndWhatDoesNotPassIsNamedByItsLine() throws IOException {
    Path all = Files.createDirectories(files.resolve("扫描批次"));
    Files.createDirectories(all.resolve("扫描件"));
    for (String name : List.of("承诺书1.txt", "身份证1.txt", "承诺书2.txt", "承诺书4.txt", "多余.txt")) {
      Files.writeString(all.resolve("扫描件").resolve(name), name);
    }
    String list =
        "来源系统,办件编号,事项编码,姓名,证件类型,证件号码,经办机构,行政区划,窗口,渠道,受理时间,办结时间,办理结果,材料编码,环节,文件\n"
            + row("list-1", "准予", "扫描件\\承诺书1.txt")
            + ",,,,,,,,,,,,,identity-card,申请,扫描件/身份证1.txt\n"
            + row("list-2", "也许", "扫描件/承诺书2.txt")
            + row("list-3", "准予", "扫描件/承诺书3.txt")
            + row("list-4", "准予", "./扫描件/../扫描件/承诺书4.txt");
    Files.write(all.resolve("清单.csv"), list.getBytes(Charset.forName("GB18030")));
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/intake/batch");

    page.locator("#folder").setInputFiles(all);

    assertThat(page.getByText("下载结果（CSV）")).isFocused();
    assertThat(page.locator("#done")).hasText("2");
    assertThat(page.locator("#refused")).hasText("3");
    Locator outcomes = page.locator("#outcomes > li");
    assertThat(outcomes.filter(containing("清单.csv:4"))).containsText("/outcome");
    assertThat(outcomes.filter(containing("清单.csv:5"))).containsText("文件夹中没有此文件");
    assertThat(outcomes.filter(containing("多余.txt"))).containsText("不属于任何办件");
    page.locator("#folder").setInputFiles(all);
    assertThat(page.locator("#known")).hasText("2");
    page.navigate("/search");
    type(page, "list-1");
    assertThat(page.locator(".hit").first()).isVisible();
  }

  @Test
  void aListThatCannotBeReadIsNamedWithItsFaults() throws IOException {
    Path all = Files.createDirectories(files.resolve("坏清单"));
    Files.writeString(all.resolve("清单.csv"), "姓名,心情\n王小明,好\n");
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/intake/batch");

    page.locator("#folder").setInputFiles(all);

    assertThat(page.locator("#outcomes > li")).hasCount(1);
    assertThat(page.locator("#outcomes")).containsText("心情  没有这样的列");
    assertThat(page.locator("#outcomes")).containsText("办件编号 (transactionId)  清单缺少此列");
  }

  private static String row(String transaction, String outcome, String file) {
    return "teller,%s,SI-0107,王小明,身份证,460100199003074518,460100-SI,460100,A03,窗口,"
            .formatted(transaction)
        + "2026/11/21 9:12,2026/11/21 9:13,%s,commitment-letter,申请,%s\n".formatted(outcome, file);
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {PagesSite.PHONE, PagesSite.DESK})
  void everyPageIsLabelledAndFitsItsWidth(int width) throws IOException {
    Page page = site.visit(width, "clerk");

    page.navigate("/intake");
    assertThat(PageFaults.of(page)).isEmpty();
    fill(page, "W".repeat(60) + width, "460100199003074518");
    page.locator("#files").setInputFiles(written().toArray(Path[]::new));
    page.locator("summary").click();
    assertThat(PageFaults.of(page)).isEmpty();
    handIn(page);
    assertThat(page.locator(".slip")).isVisible();
    assertThat(PageFaults.of(page)).isEmpty();
    page.navigate("/intake/batch");
    assertThat(PageFaults.of(page)).isEmpty();
  }

  private static Page form() {
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/intake");
    return page;
  }

  private static void fill(Page page, String transaction, String number) {
    page.getByLabel("事项（编码或名称）").fill("SI-0107");
    page.keyboard().press("Tab");
    page.keyboard().type(transaction);
    page.getByLabel("姓名或单位名称").fill("王小明");
    page.getByLabel("证件号码").fill(number);
    assertThat(page.locator(".materials li")).hasCount(5);
  }

  private static Locator material(Page page, String code) {
    return page.locator(".materials li[data-code='" + code + "']");
  }

  private static void handIn(Page page) {
    page.locator("#submit").click();
  }

  /** Lets the files fall where a person would drag them from the desktop. */
  private static void drop(Page page) {
    JSHandle dragged =
        page.evaluateHandle(
            """
            names => {
              const dragged = new DataTransfer();
              names.forEach(name => dragged.items.add(new File([name + ' 的内容'], name)));
              return dragged;
            }
            """,
            NAMES);
    page.dispatchEvent("#drop", "drop", Map.of("dataTransfer", dragged));
  }

  private List<Path> written() throws IOException {
    for (String name : NAMES) {
      Files.writeString(files.resolve(name), name + " 的内容");
    }
    return NAMES.stream().map(files::resolve).toList();
  }

  private static String submission(String transaction) {
    return """
    {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
     "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "acceptedAt": "2026-11-20T09:12:00+08:00", "completedAt": "2026-11-20T09:13:40+08:00",
     "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                "fileName": "承诺书.txt"}]}
    """
        .formatted(transaction);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
