package cn.cunzhen.api.pages;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A class of tests with one site, and no window left open between them. */
abstract class OnTheSite {
  private static @TempDir Path folder;
  static PagesSite site;

  @BeforeAll
  static void openSite() throws Exception {
    site = PagesSite.on(folder);
  }

  /** Types where the page has put the focus, once it has. */
  static void type(Page page, String words) {
    awaitFocus(page);
    page.keyboard().insertText(words);
  }

  static void awaitFocus(Page page) {
    page.waitForFunction("document.activeElement.matches('input, textarea')");
  }

  @AfterEach
  void leaveSite() {
    site.leave();
  }

  @AfterAll
  static void closeSite() {
    if (site != null) {
      site.close();
    }
  }
}
