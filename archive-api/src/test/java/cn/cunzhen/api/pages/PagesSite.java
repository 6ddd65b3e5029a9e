package cn.cunzhen.api.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.api.samples.SampleFile;
import cn.cunzhen.api.samples.SampleTransaction;
import cn.cunzhen.api.samples.SampleTransactions;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A node with a few samples, and the system's Chromium to look at it. */
final class PagesSite implements AutoCloseable {
  static final int DESK = 1280;
  static final int PHONE = 380;

  /**
   * Tests of the pages wait for words in files and for time stamps, not for the recognition of
   * every scan.
   */
  private static final Map<String, String> QUICK =
      Map.of(
          "ARCHIVE_TEXT_PICTURE_SECONDS",
          "0",
          "ARCHIVE_STAMP_SECONDS",
          "1",
          "ARCHIVE_HTTP_PROXIES",
          "127.0.0.1");

  private static final long SEED = 20261121;
  private static final int OTHERS = 24;
  private static final int OWN = 2;
  private static final double PATIENCE_MILLIS = 60_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningNode node;
  private final Playwright playwright;
  private final Browser browser;
  private final List<ArchivedSample> others = new ArrayList<>();
  private final List<ArchivedSample> own = new ArrayList<>();

  private PagesSite(RunningNode node) {
    this.node = node;
    this.playwright = playwright();
    this.browser = chromium(playwright);
  }

  static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** The system's Chromium; a test without it is skipped. */
  static Browser chromium(Playwright playwright) {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "Chromium is absent");
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(chromium.get())
                .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
  }

  static PagesSite on(Path folder) throws IOException, InterruptedException {
    assumeTrue(chromium().isPresent(), "Chromium is absent");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    PagesSite site = new PagesSite(RunningNode.on(folder, QUICK));
    site.archiveSamples();
    return site;
  }

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void archiveSamples() throws IOException, InterruptedException {
    SampleTransactions samples = SampleTransactions.of(SEED);
    for (int i = 0; others.size() < OTHERS || own.size() < OWN; i++) {
      String json = samples.submissionOnly(i).utf8();
      boolean citizens = json.contains(SampleTransactions.CITIZEN.number());
      List<ArchivedSample> kind = citizens ? own : others;
      if (kind.size() < (citizens ? OWN : OTHERS)) {
        kind.add(archive(json, contents(samples.get(i))));
      }
    }
  }

  private static Map<String, byte[]> contents(SampleTransaction sample) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (SampleFile file : sample.files()) {
      contents.put(file.name(), file.content().toArray());
    }
    return contents;
  }

  ArchivedSample archive(String json, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    HttpResponse<String> receipt = node.submit("source", json, files);
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return new ArchivedSample(
        JSON.readTree(receipt.body()).path("recordId").asText(), JSON.readTree(json));
  }

  /** Whether every file that is archived can be found by its words. */
  boolean allTextsAreRead() {
    try {
      return node.node().textsPending() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunningNode node() {
    return node;
  }

  /** The citizen's records. */
  List<ArchivedSample> own() {
    return own;
  }

  /** Records of others than the citizen. */
  List<ArchivedSample> others() {
    return others;
  }

  /** A window of its own, nobody signed in. */
  Page visit(int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(node.uri("").toString())
                .setLocale("zh-CN")
                .setViewportSize(width, 800));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context.newPage();
  }

  /** A window of its own in which this account is signed in. */
  Page visit(int width, String account) {
    Page page = visit(width);
    page.context()
        .addCookies(
            List.of(new Cookie("session", node.token(account)).setUrl(node.uri("/").toString())));
    return page;
  }

  /** The same in another language. */
  Page visit(int width, String account, String language) {
    Page page = account.isEmpty() ? visit(width) : visit(width, account);
    page.context()
        .addCookies(List.of(new Cookie("lang", language).setUrl(node.uri("/").toString())));
    return page;
  }

  /** Closes all windows. */
  void leave() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
  }

  @Override
  public void close() {
    playwright.close();
    node.close();
  }
}
