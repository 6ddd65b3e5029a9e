package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certified copies in a browser: how one is asked for, and what its code says. */
class CopyPagesTest extends OnTheSite {
  private static final Pattern CODE = Pattern.compile("/verify/([0-9a-v\\s]{58,64})");

  @Test
  void aClerkChoosesFilesAndPagesAndGetsACopyWhoseCodeAnyoneCanLookUp() throws Exception {
    ArchivedSample sample = site.others().getFirst();
    Page page = form(PagesSite.DESK, "clerk", "zh", sample);
    for (int n = 2; n <= sample.files(); n++) {
      page.locator(".copy .chosen input").nth(n - 1).uncheck();
    }
    page.locator(".copy .pages input").first().fill("1");

    Download download = page.waitForDownload(() -> page.locator(".copy button").click());

    String text = text(download.path(), 2);
    assertThat(text).contains("核证副本", sample.fileName(1));
    Matcher code = CODE.matcher(text);
    assertThat(code.find()).as(text).isTrue();
    Page anyone = site.visit(PagesSite.DESK);
    anyone.navigate("/verify/" + code.group(1).replaceAll("\\s", "").substring(0, 58));
    assertThat(anyone.getByText("档案现行有效")).isVisible();
    assertThat(anyone.content()).doesNotContain(sample.holder());
  }

  @ParameterizedTest
  @CsvSource({"zh, 360", "en, 360", "zh, 1280", "en, 1280"})
  void everyFileOfTheFormIsNamedInALineThatIsRead(String language, int width) {
    ArchivedSample sample = site.own().getFirst();
    Page page = form(width, "citizen", language, sample);

    Locator files = page.locator(".copy .chosen");
    assertThat(files).hasCount(sample.files());
    for (int n = 1; n <= sample.files(); n++) {
      Locator file = files.nth(n - 1);
      assertThat(file).containsText(sample.fileName(n));
      assertThat(file).not().hasCSS("color", "rgb(255, 255, 255)");
      assertThat(file.boundingBox().height).isLessThan(60);
    }
    assertThat(PageFaults.of(page)).isEmpty();
  }

  @Test
  void pagesThatAFileDoesNotHaveAreSaidAndNothingIsMade() {
    Page page = form(PagesSite.DESK, "clerk", "zh", site.others().getFirst());
    page.locator(".copy .pages input").first().fill("1-999");

    page.locator(".copy button").click();

    assertThat(page.locator("h1")).hasText("该文件没有这一页");
  }

  private static Page form(int width, String account, String language, ArchivedSample sample) {
    Page page = site.visit(width, account, language);
    page.navigate("/records/" + sample.record());
    if (account.equals("clerk")) {
      page.getByLabel("查阅目的").fill("办理本人业务");
      page.getByText("确定").click();
    }
    page.locator(".copy summary").click();
    return page;
  }

  private static String text(Path pdf, int pages) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      assertThat(document.getNumberOfPages()).isEqualTo(pages);
      return new PDFTextStripper().getText(document);
    }
  }
}
