package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.samples.paper.Ink;
import cn.cunzhen.api.samples.paper.PdfFile;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking at files page by page, in Chromium. */
class ViewerPagesTest extends OnTheSite {
  private static final String SENTENCE = "木棉花开时节补缴";

  private static ArchivedSample letter;

  @BeforeAll
  static void open() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("f1", pages(5));
    files.put("f2", pages(1));
    files.put("f3", "%PDF-1.7\nnothing of a PDF".getBytes(StandardCharsets.US_ASCII));
    letter = site.archive(submission(), files);
  }

  @Test
  void aSentenceLeadsToItsPageOnceThePurposeIsStated() {
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/search");
    page.waitForCondition(() -> site.allTextsAreRead());

    type(page, SENTENCE);
    page.getByText("文件 1 · 第 3 页").click();
    assertThat(page.getByLabel("查阅目的")).isFocused();
    type(page, "办理本人业务");
    page.keyboard().press("Enter");

    assertThat(page).hasURL(Pattern.compile(".*/files/1/view\\?p=3"));
    assertThat(picture(page)).isVisible();
    assertThat(page.locator(".mark")).hasCount(1);
    assertThat(page.locator("#matches")).hasText("本页 1 处");
  }

  @Test
  void theKeyboardTurnsPagesEnlargesAndTurnsRound() {
    Page page = view(1);
    double width = picture(page).boundingBox().width;

    page.keyboard().press("ArrowRight");
    assertThat(page.getByLabel("页码", exact())).hasValue("2");
    page.keyboard().press("End");
    assertThat(page.getByLabel("页码", exact())).hasValue("5");
    assertThat(page.getByRole(AriaRole.BUTTON, named("下一页"))).isDisabled();
    page.keyboard().press("Home");
    page.keyboard().press("+");
    page.waitForCondition(() -> picture(page).boundingBox().width > width * 1.2);
    page.keyboard().press("0");
    page.waitForCondition(() -> Math.abs(picture(page).boundingBox().width - width) < 2);
    page.keyboard().press("r");

    page.waitForCondition(
        () -> picture(page).boundingBox().width > picture(page).boundingBox().height);
  }

  @Test
  void thumbnailsLeadToTheirPages() {
    Page page = view(1);

    page.locator("#thumbnails button").nth(3).click();

    assertThat(page.getByLabel("页码", exact())).hasValue("4");
    assertThat(picture(page)).hasAttribute("src", Pattern.compile(".*/pages/4\\?.*"));
    assertThat(page.locator("#thumbnails [aria-current]")).hasText("4");
  }

  @Test
  void twoFilesStandSideBySide() {
    Page page = view(1);

    page.getByLabel("并排对照").selectOption("2");

    assertThat(page.locator(".pane")).hasCount(2);
    assertThat(page.locator(".pane img").nth(1))
        .hasAttribute("src", Pattern.compile(".*/files/2/.*"));
    assertThat(page.locator(".pane").nth(1)).isVisible();
  }

  @Test
  void whatIsPrintedIsThePageWithItsMark() {
    Page page = view(2);
    page.evaluate(
        "window.print = () => document.body.dataset.printed ="
            + " [...document.querySelectorAll('#paper img')].map(p => p.naturalWidth).join()");

    page.keyboard().press("p");
    assertThat(page.locator("body")).hasAttribute("data-printed", "1600");
    page.getByRole(AriaRole.BUTTON, named("打印全部")).click();

    assertThat(page.locator("body")).hasAttribute("data-printed", "1600,1600,1600,1600,1600");
    assertThat(page.locator("#paper img")).hasCount(0);
  }

  @Test
  void aDamagedFileIsSaidToBeSoAndItsBytesAreStillToBeHad() {
    Page page = view(0);

    page.navigate("/records/" + letter.record() + "/files/3/view");

    assertThat(page.getByRole(AriaRole.ALERT).getByText("文件已损坏")).isVisible();
    assertThat(page.getByText("下载原件")).isVisible();
  }

  @Test
  void aPageThatIsNotThereLeadsToTheLast() {
    Page page = view(99);

    assertThat(page.getByLabel("页码", exact())).hasValue("5");
  }

  @ParameterizedTest
  @ValueSource(ints = {PagesSite.PHONE, PagesSite.DESK})
  void everyPageIsLabelledAndFitsItsWidth(int width) {
    Page page = site.visit(width, "archivist");

    page.navigate("/records/" + letter.record() + "/files/1/view");
    assertThat(picture(page)).isVisible();
    assertThat(PageFaults.of(page)).isEmpty();
    page.navigate("/records/" + letter.record() + "/files/3/view");
    assertThat(PageFaults.of(page)).isEmpty();
    page.navigate("/records/" + letter.record() + "/holders/1");
    assertThat(PageFaults.of(page)).isEmpty();
  }

  /** The first file's page, as somebody sees it who need not say what for. */
  private static Page view(int number) {
    Page page = site.visit(PagesSite.DESK, "archivist");
    page.navigate("/records/" + letter.record() + "/files/1/view?p=" + number);
    assertThat(picture(page)).isVisible();
    return page;
  }

  private static Locator picture(Page page) {
    return page.locator(".pane img").first();
  }

  private static byte[] pages(int count) {
    List<cn.cunzhen.api.samples.paper.Page> pages = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String text = i == 3 ? "第三页：" + SENTENCE + "社会保险费。" : "第 " + i + " 页";
      pages.add(canvas -> canvas.text(72, 100, 14, Ink.BLACK, text));
    }
    return PdfFile.write("信函", "海口市", OffsetDateTime.parse("2026-11-20T09:00:00+08:00"), pages);
  }

  private static String submission() {
    return """
    {"sourceSystem": "teller", "transactionId": "viewer-1", "item": "SI-0107",
     "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "acceptedAt": "2026-11-20T09:12:00+08:00", "completedAt": "2026-11-20T09:13:40+08:00",
     "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                "fileName": "信函.pdf"},
               {"name": "f2", "material": "supporting", "part": "application",
                "fileName": "附件.pdf"},
               {"name": "f3", "material": "supporting", "part": "application",
                "fileName": "损坏.pdf"}]}
    """;
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
