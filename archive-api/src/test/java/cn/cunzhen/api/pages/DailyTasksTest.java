package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.samples.paper.Ink;
import cn.cunzhen.api.samples.paper.PdfFile;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a clerk does all day, with a person waiting: the keys and clicks of each task are counted,
 * words typed apart, and what it took, with the longest wait between a step and what it is for, is
 * written to {@code target/daily-tasks.txt}.
 */
class DailyTasksTest extends OnTheSite {
  private static final int MOST_STEPS = 6;
  private static final int MOST_STEPS_TO_HAND_IN = 12;
  private static final Path TABLE = Path.of("target", "daily-tasks.txt");
  private static final List<String> DONE = new ArrayList<>();

  private static ArchivedSample letter;

  private @TempDir Path files;

  @BeforeAll
  static void open() throws Exception {
    letter =
        site.archive(
            submission("daily-1", "林海燕", "resident-id", "460100199003074518"),
            Map.of("f1", letter()));
    site.archive(
        submission("daily-2", "海口椰风物流有限公司", "uscc", "91460100MA5T1234XN"),
        Map.of("f1", "补缴说明".getBytes(StandardCharsets.UTF_8)));
    lookAtAPage();
  }

  /** The archive has been at work before: the first page after a start waits for its processes. */
  private static void lookAtAPage() {
    Page page = site.visit(PagesSite.DESK, "clerk");
    page.navigate("/records/" + letter.record());
    type(page, "办理本人业务");
    page.keyboard().press("Enter");
    page.locator(".files .open").first().click();
    page.locator(".pane img").waitFor();
    site.leave();
  }

  @AfterAll
  static void close() throws IOException {
    Files.write(TABLE, DONE);
  }

  /** A clerk at work: every key and click is a step, words are not. */
  private static final class Clerk {
    final Page page = site.visit(PagesSite.DESK, "clerk");
    private final String task;
    private final long begun;
    private int steps;
    private long stepped;
    private long longest;

    Clerk(String task, String at) {
      this.task = task;
      page.navigate(at);
      begun = System.nanoTime();
    }

    void types(String words) {
      awaitFocus(page);
      stepped = System.nanoTime();
      page.keyboard().insertText(words);
    }

    void presses(String key) {
      steps++;
      stepped = System.nanoTime();
      page.keyboard().press(key);
    }

    void clicks(Locator place) {
      steps++;
      stepped = System.nanoTime();
      place.click();
    }

    /** What the last step was for is on the page. */
    void sees(Locator place) {
      place.waitFor();
      longest = Math.max(longest, System.nanoTime() - stepped);
    }

    /** What the task was for is there. */
    void isDone(int most) {
      double seconds = (System.nanoTime() - begun) / 1e9;
      DONE.add(
          "%-40s %2d steps  %5.2f s  longest wait %4d ms"
              .formatted(task, steps, seconds, longest / 1_000_000));
      assertThat(steps).as(task).isLessThanOrEqualTo(most);
    }
  }

  private static void finds(String task, String words, String found) {
    Clerk clerk = new Clerk(task, "/search");

    clerk.types(words);
    clerk.sees(clerk.page.locator(".hits li:first-child .hit").getByText(found).first());
    clerk.presses("ArrowDown");
    clerk.presses("Enter");
    clerk.sees(clerk.page.locator("#files"));

    clerk.isDone(MOST_STEPS);
  }

  @Test
  void aRecordIsFoundByTheNumberOfAnIdCard() {
    finds("find by id card", "460100199003074518", "林海燕");
  }

  @Test
  void aRecordIsFoundByAPartOfANumber() {
    finds("find by part of a number", "MA5T1234", "海口椰风物流有限公司");
  }

  @Test
  void aRecordIsFoundByNameAndBirthday() {
    finds("find by name and birthday", "林海燕 19900307", "林海燕");
  }

  @Test
  void aRecordIsFoundByPinyin() {
    finds("find by pinyin", "linhaiyan", "林海燕");
  }

  @Test
  void aRecordIsFoundByHalfACompanysName() {
    finds("find by half a company's name", "椰风物流", "海口椰风物流有限公司");
  }

  @Test
  void aRecordIsFoundByASentenceInALetter() {
    awaitTexts();
    finds("find by a sentence in a letter", "因单位迁址漏缴三个月", "林海燕");
  }

  @Test
  void theThirdPageOfALetterIsOpened() {
    awaitTexts();
    Clerk clerk = new Clerk("open page 3", "/search");

    clerk.types("因单位迁址漏缴三个月");
    clerk.sees(clerk.page.getByText("文件 1 · 第 3 页"));
    clerk.clicks(clerk.page.getByText("文件 1 · 第 3 页"));
    clerk.sees(clerk.page.locator("#purpose:focus"));
    clerk.types("办理本人业务");
    clerk.presses("Enter");
    clerk.sees(clerk.page.locator(".pane img"));
    assertThat(clerk.page.locator("#number")).hasValue("3");

    clerk.isDone(MOST_STEPS);
  }

  @Test
  void aPageIsPrintedWithItsWatermark() {
    Clerk clerk = new Clerk("print with watermark", "/records/" + letter.record());
    clerk.types("办理本人业务");
    clerk.presses("Enter");
    clerk.sees(clerk.page.locator(".files .open").first());
    clerk.clicks(clerk.page.locator(".files .open").first());
    clerk.sees(clerk.page.locator(".pane img"));
    clerk.page.evaluate("window.print = () => document.body.dataset.printed = 'yes'");

    clerk.presses("p");
    clerk.sees(clerk.page.locator("body[data-printed=yes]"));

    clerk.isDone(MOST_STEPS);
  }

  @Test
  void aTransactionOfFourFilesIsHandedInAndItsReceiptPrinted() throws IOException {
    Clerk clerk = new Clerk("hand in a transaction of four files", "/search");

    clerk.clicks(clerk.page.getByText("归档", new Page.GetByTextOptions().setExact(true)));
    clerk.sees(clerk.page.locator("#item:focus"));
    clerk.types("SI-0107");
    clerk.presses("Tab");
    clerk.types("daily-3");
    clerk.presses("Tab");
    clerk.types("陈木棉");
    clerk.presses("Tab");
    clerk.types("460100199105123026");
    clerk.clicks(clerk.page.locator("#drop"));
    clerk.page.locator("#files").setInputFiles(four());
    clerk.sees(clerk.page.locator(".materials .here").nth(3));
    clerk.clicks(clerk.page.locator("#submit"));
    clerk.sees(clerk.page.locator(".slip"));
    assertThat(clerk.page).hasURL(Pattern.compile(".*/receipt"));
    clerk.isDone(MOST_STEPS_TO_HAND_IN);

    Clerk other = new Clerk("print its receipt", clerk.page.url());
    other.page.evaluate("window.print = () => document.body.dataset.printed = 'yes'");
    other.presses("Enter");
    other.sees(other.page.locator("body[data-printed=yes]"));
    other.isDone(MOST_STEPS);
  }

  private static void awaitTexts() {
    site.visit(PagesSite.DESK).waitForCondition(() -> site.allTextsAreRead());
  }

  private Path[] four() throws IOException {
    List<Path> four = new ArrayList<>();
    for (String name : List.of("承诺书.txt", "身份证.txt", "明细表.txt", "佐证.txt")) {
      four.add(Files.writeString(files.resolve(name), name));
    }
    return four.toArray(Path[]::new);
  }

  private static byte[] letter() {
    List<cn.cunzhen.api.samples.paper.Page> pages =
        IntStream.rangeClosed(1, 4).mapToObj(DailyTasksTest::page).toList();
    return PdfFile.write("来信", "林海燕", OffsetDateTime.parse("2026-11-20T09:00:00+08:00"), pages);
  }

  private static cn.cunzhen.api.samples.paper.Page page(int number) {
    String text = number == 3 ? "因单位迁址漏缴三个月，现申请补缴。" : "第 " + number + " 页";
    return canvas -> canvas.text(72, 100, 14, Ink.BLACK, text);
  }

  private static String submission(String id, String name, String idType, String number) {
    return """
    {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
     "holders": [{"name": "%s", "idType": "%s", "idNumber": "%s"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "acceptedAt": "2026-11-20T09:12:00+08:00", "completedAt": "2026-11-20T09:13:40+08:00",
     "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                "fileName": "来信.%s"}]}
    """
        .formatted(id, name, idType, number, idType.equals("uscc") ? "txt" : "pdf");
  }
}
