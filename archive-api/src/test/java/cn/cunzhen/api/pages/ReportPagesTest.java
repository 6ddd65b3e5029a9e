package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probative-value reports in a browser: the button on a record's page. */
class ReportPagesTest extends OnTheSite {
  @ParameterizedTest
  @CsvSource({
    "citizen, zh, 360, 电子档案证据效力报告",
    "citizen, en, 1280, Probative-value report",
    "supervisor, zh, 1280, 电子档案证据效力报告",
    "auditor, en, 360, Probative-value report"
  })
  void whoMaySeeTheRecordGetsItsReportInTheLanguageOfThePage(
      String account, String language, int width, String title) throws Exception {
    Page page = site.visit(width, account, language);
    ArchivedSample sample = site.own().getFirst();
    page.navigate("/records/" + sample.record());
    Locator button = page.locator(".report");
    if (account.equals("citizen")) {
      // Under what a holder looks up now and then.
      page.locator(".facts-fold summary").click();
    }

    Download report = page.waitForDownload(button::click);

    assertThat(report.suggestedFilename()).endsWith("-report.pdf");
    assertThat(text(report.path())).contains(joined(title), joined(sample.fileName(1)));
    assertThat(button.boundingBox().height).isGreaterThanOrEqualTo(24);
    assertThat(PageFaults.of(page)).isEmpty();
  }

  @Test
  void aClerkIsAskedWhatForBeforeThereIsAButton() throws Exception {
    ArchivedSample sample = site.others().getFirst();
    Page page = site.visit(PagesSite.DESK, "clerk", "zh");
    page.navigate("/records/" + sample.record());
    assertThat(page.locator(".report")).hasCount(0);

    page.getByLabel("查阅目的").fill("办理本人业务");
    page.getByText("确定").click();

    Download report = page.waitForDownload(() -> page.locator(".report").click());
    assertThat(text(report.path())).contains("电子档案证据效力报告");
  }

  private static String text(Path pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      return joined(new PDFTextStripper().getText(document));
    }
  }

  /** Lines may be broken anywhere. */
  private static String joined(String text) {
    return text.replaceAll("\\s", "");
  }
}
