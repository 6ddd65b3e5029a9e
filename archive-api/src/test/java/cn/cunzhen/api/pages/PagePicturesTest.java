package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws every page, to be looked at, into {@code target/pictures}; the READMEs' are from there. */
@Tag("pictures")
class PagePicturesTest {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final int README_HEIGHT = 1_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {PagesSite.DESK, PagesSite.PHONE})
  void everyPageIsDrawn(int width) throws Exception {
    try (PagesSite site = PagesSite.on(folder)) {
      Page nobody = site.visit(width);
      nobody.navigate("/signin");
      draw(nobody, "signin", width);
      nobody.getByLabel("用户名").fill("clerk");
      nobody.getByLabel("密码").fill("wrong");
      nobody.keyboard().press("Enter");
      assertThat(nobody.getByRole(AriaRole.ALERT)).isVisible();
      draw(nobody, "signin-wrong", width);

      Page clerk = site.visit(width, "clerk");
      clerk.navigate("/search");
      draw(clerk, "search-newest", width);
      clerk.keyboard().insertText("周海棠");
      assertThat(clerk.locator(".hits li")).hasCount(site.own().size());
      draw(clerk, "search", width);
      clerk.locator(".hits .hit").first().click();
      assertThat(clerk.getByLabel("查阅目的")).isVisible();
      draw(clerk, "record-closed", width);
      clerk.getByLabel("查阅目的").fill("办理本人业务");
      clerk.keyboard().press("Enter");
      assertThat(clerk.locator(".files a").first()).isVisible();
      clerk.locator(".verify").click();
      assertThat(clerk.locator(".verdict")).isVisible();
      draw(clerk, "record", width);
      clerk.setViewportSize(width, README_HEIGHT);
      clerk.screenshot(new Page.ScreenshotOptions().setPath(picture("readme", width)));
      Page file = clerk.waitForPopup(() -> clerk.locator(".files a").first().click());
      file.waitForLoadState();
      draw(file, "file", width);
      clerk.navigate("/records/none");
      draw(clerk, "problem", width);

      Page citizen = site.visit(width, "citizen");
      citizen.navigate("/records/" + site.own().getFirst().record());
      draw(citizen, "citizen", width);
    }
  }

  private static void draw(Page page, String name, int width) {
    page.screenshot(new Page.ScreenshotOptions().setPath(picture(name, width)).setFullPage(true));
  }

  private static Path picture(String name, int width) {
    return PICTURES.resolve(name + "-" + width + ".png");
  }
}
