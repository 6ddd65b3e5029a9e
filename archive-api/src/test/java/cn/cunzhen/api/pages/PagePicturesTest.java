package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws every page, to be looked at, into {@code target/pictures}. */
class PagePicturesTest extends OnTheSite {
  private static final Path PICTURES = Path.of("target", "pictures");

  @ParameterizedTest
  @CsvSource({"1280, zh", "380, zh", "1280, en", "380, en"})
  void everyPageIsDrawn(int width, String language) throws Exception {
    String size = width + "-" + language;
    Page nobody = site.visit(width, "", language);
    nobody.navigate("/signin");
    draw(nobody, "signin", size);
    nobody.locator("#username").fill("clerk");
    nobody.locator("#password").fill("wrong");
    nobody.keyboard().press("Enter");
    assertThat(nobody.getByRole(AriaRole.ALERT)).isVisible();
    draw(nobody, "signin-wrong", size);

    drawClerk(width, language, batch());

    Page citizen = site.visit(width, "citizen", language);
    citizen.navigate("/my");
    draw(citizen, "my", size);
    citizen.locator("#q").fill("查无此事");
    assertThat(citizen.locator(".big")).isVisible();
    draw(citizen, "my-nothing", size);
    Page employer = site.visit(width, "employer", language);
    employer.navigate("/my");
    draw(employer, "my-employer", size);
    citizen.navigate("/records/" + site.own().getFirst().record());
    citizen.locator(".verify").click();
    assertThat(citizen.locator(".verdict")).isVisible();
    draw(citizen, "citizen", size);
    citizen.locator(".facts-fold summary").click();
    citizen.locator(".copy summary").click();
    draw(citizen, "citizen-open", size);
    citizen.navigate("/assets/offline.html");
    draw(citizen, "offline", size);
    citizen.navigate("/me");
    draw(citizen, "me", size);
    citizen.navigate("/me/readers");
    draw(citizen, "readers", size);
  }

  @ParameterizedTest
  @CsvSource({"1280, zh", "360, zh", "1280, en", "360, en"})
  void whatIsVerifiedInTheBrowserIsDrawn(int width, String language, @TempDir Path folder)
      throws Exception {
    String size = width + "-" + language;
    VerifyFiles files = VerifyFiles.make(site, folder);
    Page page = site.visit(width, "", language);
    page.navigate("/verify");
    assertThat(page.locator("#anchors dd").first()).isVisible();
    draw(page, "verify", size);
    Path[] dropped =
        Stream.of("proof.json", "package.zip", "changed.zip", "stamp.json", "letter.txt")
            .map(files::path)
            .toArray(Path[]::new);

    page.locator("#files").setInputFiles(dropped);
    assertThat(page.locator("#results .verdict")).hasCount(dropped.length);

    draw(page, "verify-done", size);
  }

  private static Path batch() throws IOException {
    Path batch = Files.createDirectories(PICTURES.resolve("batch"));
    Files.writeString(batch.resolve("清单.csv"), "姓名,心情\n王小明,好\n");
    Files.writeString(batch.resolve("多余.txt"), "多余");
    return batch;
  }

  private static void drawClerk(int width, String language, Path batch) {
    String size = width + "-" + language;
    Page clerk = site.visit(width, "clerk", language);
    clerk.navigate("/search");
    draw(clerk, "search-newest", size);
    clerk.keyboard().insertText("周海棠");
    assertThat(clerk.locator(".hit")).hasCount(site.own().size());
    clerk.locator("#kept summary").last().click();
    clerk.locator("#kept-name").fill(size);
    clerk.locator("#kept-name").press("Enter");
    assertThat(clerk.locator("#kept .question").last()).containsText(size);
    draw(clerk, "search", size);
    clerk.locator(".hit").first().click();
    assertThat(clerk.locator("#purpose")).isFocused();
    draw(clerk, "record-closed", size);
    clerk.keyboard().insertText(language.equals("zh") ? "办理本人业务" : "Serving the holder");
    clerk.keyboard().press("Enter");
    assertThat(clerk.locator(".files .open").first()).isVisible();
    clerk.locator(".verify").click();
    assertThat(clerk.locator(".verdict")).isVisible();
    draw(clerk, "record", size);
    String record = clerk.url();
    clerk.navigate(record + "/receipt");
    draw(clerk, "receipt", size);
    clerk.navigate(record + "/holders/1");
    draw(clerk, "dossier", size);
    clerk.navigate(record + "/files/1/view");
    clerk.waitForCondition(() -> isDrawn(clerk));
    draw(clerk, "viewer", size);
    clerk.navigate("/intake");
    type(clerk, "SI-0107");
    clerk.keyboard().press("Tab");
    assertThat(clerk.locator(".materials li")).hasCount(5);
    draw(clerk, "intake", size);
    clerk.locator("summary").click();
    draw(clerk, "intake-open", size);
    clerk.navigate("/intake/batch");
    draw(clerk, "batch", size);
    clerk.locator("#folder").setInputFiles(batch);
    assertThat(clerk.locator("#report")).isFocused();
    draw(clerk, "batch-done", size);
    clerk.navigate("/me");
    draw(clerk, "me-clerk", size);
    clerk.navigate("/records/none");
    draw(clerk, "problem", size);
  }

  private static boolean isDrawn(Page page) {
    return (boolean) page.evaluate("document.querySelector('.pane img').naturalWidth > 0");
  }

  private static void draw(Page page, String name, String size) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(name + "-" + size + ".png"))
            .setFullPage(true));
  }
}
