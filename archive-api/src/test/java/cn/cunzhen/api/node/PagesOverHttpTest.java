package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.samples.paper.Ink;
import cn.cunzhen.api.samples.paper.Page;
import cn.cunzhen.api.samples.paper.PdfFile;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Commit;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Proposal;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesOverHttpTest {
  private static final int PAGES = 20;
  private static final int ROUNDS = 40;

  @TempDir private static Path folder;
  private static RunningNode node;
  private static String record;

  @BeforeAll
  static void start() throws Exception {
    node = RunningNode.on(folder);
    node.node().prepare();
    record = archive("pages-1");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void thePagesOfAFileAreListedAndShown() throws Exception {
    HttpResponse<String> list = node.send(asked("clerk", "/pages"));
    HttpResponse<byte[]> page = node.bytes(asked("clerk", "/pages/20?width=350"));

    assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
    assertThat(json(list).path("pages").asInt()).isEqualTo(PAGES);
    assertThat(json(list).path("sizes")).hasSize(PAGES);
    assertThat(json(list).path("words").asBoolean()).isTrue();
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("private, no-store");
    assertThat(image(page).getWidth()).isEqualTo(360);
  }

  @Test
  void everyViewerSeesAMarkOfItsOwnOnTheSamePage() throws Exception {
    BufferedImage clerk = image(node.bytes(asked("clerk", "/pages/1")));
    BufferedImage archivist = image(node.bytes(asked("archivist", "/pages/1")));

    assertThat(clerk.getWidth()).isEqualTo(archivist.getWidth()).isEqualTo(1_200);
    assertThat(clerk.getHeight()).isEqualTo(archivist.getHeight());
    long different =
        IntStream.range(0, clerk.getHeight())
            .mapToLong(y ->
                IntStream.range(0, clerk.getWidth())
                    .filter(x -> clerk.getRGB(x, y) != archivist.getRGB(x, y))
                    .count())
            .sum();
    assertThat(different).isGreaterThan(20_000);
  }

  @Test
  void wordsAreMarkedWhereTheyStand() throws Exception {
    HttpResponse<String> found =
        node.send(
            asked("clerk", "/pages/7/marks").POST(BodyPublishers.ofString("{\"q\":\"承諾書\"}")));
    HttpResponse<String> none =
        node.send(asked("clerk", "/pages/7/marks").POST(BodyPublishers.ofString("{\"q\":\"沒有\"}")));

    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    JsonNode mark = json(found).path("marks").path(0);
    assertThat(mark.path("x").asDouble()).isBetween(0.1, 0.2);
    assertThat(mark.path("w").asDouble()).isBetween(0.05, 0.15);
    assertThat(json(none).path("marks")).isEmpty();
  }

  @Test
  void whoMayNotReadSeesNoPageAndAPurposeIsAskedFor() throws Exception {
    String page = "/api/v1/records/" + record + "/files/1/pages/1";

    assertThat(problem(node.get("clerk", page))).isEqualTo("403 purpose-required");
    assertThat(problem(node.get("auditor", page))).isEqualTo("403 warrant-required");
    assertThat(problem(node.get("supervisor", page))).isEqualTo("403 forbidden");
    assertThat(problem(node.get("citizen", page))).isEqualTo("404 not-found");
    assertThat(problem(node.send(HttpRequest.newBuilder(node.uri(page)))))
        .isEqualTo("401 unauthenticated");
  }

  @Test
  void everyPageThatIsShownIsRecorded() throws Exception {
    String watched = archive("pages-watched");
    String path = "/api/v1/records/" + watched + "/files/1/pages/3";
    node.get("clerk", path);

    node.bytes(node.as("clerk", path).header("Archive-Purpose", "watched"));

    JsonNode accesses =
        json(node.get("supervisor", "/api/v1/records/" + watched + "/accesses")).path("accesses");
    assertThat(accesses.findValuesAsText("action")).contains("page");
    assertThat(accesses.findValuesAsText("outcome")).contains("granted", "refused");
    assertThat(accesses.findValuesAsText("purpose")).contains("watched");
  }

  @Test
  void whatIsWrongIsSaidInASentence() throws Exception {
    assertThat(problem(node.send(asked("clerk", "/pages/21")))).isEqualTo("404 no-such-page");
    assertThat(problem(node.send(asked("clerk", "/pages/0")))).isEqualTo("404 no-such-page");
    assertThat(problem(node.send(asked("clerk", "/pages/x")))).isEqualTo("404 not-found");
    assertThat(problem(node.send(asked("clerk", "/pages/1?width=99")))).isEqualTo("400 malformed");
    assertThat(problem(node.send(asked("clerk", "/pages/1?width=x")))).isEqualTo("400 malformed");
    HttpResponse<String> chinese =
        node.send(asked("clerk", "/pages/21").header("Accept-Language", "zh"));
    assertThat(json(chinese).path("title").asText()).isEqualTo("该文件没有这一页");
  }

  @Test
  void nothingOfADisposedRecordIsLeftInTheFolder() throws Exception {
    String disposed = archive("pages-disposed");
    node.bytes(
        node.as("clerk", "/api/v1/records/" + disposed + "/files/1/pages/1")
            .header("Archive-Purpose", "test"));
    assertThat(filesOf(disposed)).isNotEmpty();

    Sha256 event = Sha256.of(Bytes.utf8("disposal"));
    Commit commit =
        node.node()
            .archive()
            .ledger()
            .commit(
                Proposal.event(
                    EntryType.DISPOSED, new RecordId(disposed), 1, event, () -> Set.of(event)),
                Instant.now());

    assertThat(commit).isInstanceOf(Commit.Committed.class);
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 500 && !filesOf(disposed).isEmpty(); i++) {
      assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(filesOf(disposed)).isEmpty();
  }

  /** Says how long it takes; that a warm page is drawn no more is what is held. */
  @Test
  void aPageThatWasDrawnIsNotDrawnAgain() throws Exception {
    List<Long> cold = new ArrayList<>();
    List<Long> warm = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      String fresh = "/api/v1/records/" + archive("pages-time-" + i) + "/files/1/pages/1";
      cold.add(millis(fresh));
      warm.add(millis(fresh));
      bytes.add(millis(fresh.replace("/pages/1", "")));
    }

    System.out.printf(
        "first page of %d, 1,200 pixels: cold %d ms, warm %d ms, the file itself %d ms"
            + " (medians of %d; slowest %d, %d, %d)%n",
        PAGES,
        median(cold),
        median(warm),
        median(bytes),
        ROUNDS,
        cold.stream().max(Long::compare).orElseThrow(),
        warm.stream().max(Long::compare).orElseThrow(),
        bytes.stream().max(Long::compare).orElseThrow());
    assertThat(median(warm)).isLessThan(median(cold));
  }

  private static long millis(String path) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    HttpResponse<byte[]> page =
        node.bytes(node.as("clerk", path).header("Archive-Purpose", "test"));
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertThat(page.statusCode()).isEqualTo(200);
    return took;
  }

  private static long median(List<Long> all) {
    return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }

  private static HttpRequest.Builder asked(String account, String path) {
    return node.as(account, "/api/v1/records/" + record + "/files/1" + path)
        .header("Archive-Purpose", "test");
  }

  private static String problem(HttpResponse<String> response) throws IOException {
    String type = json(response).path("type").asText();
    return response.statusCode() + " " + type.substring(type.lastIndexOf('/') + 1);
  }

  private static BufferedImage image(HttpResponse<byte[]> page) throws IOException {
    assertThat(page.statusCode()).isEqualTo(200);
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(page.body())));
  }

  private static List<Path> filesOf(String record) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("pages"))) {
      return all.filter(file -> file.toString().contains(record)).toList();
    }
  }

  private static String archive(String transaction) throws IOException, InterruptedException {
    HttpResponse<String> receipt =
        node.submit("source", submission(transaction), Map.of("f1", letter(transaction)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return json(receipt).path("recordId").asText();
  }

  private static byte[] letter(String title) {
    List<Page> pages =
        IntStream.rangeClosed(1, PAGES)
            .<Page>mapToObj(page ->
                canvas -> {
                  for (int line = 0; line < 30; line++) {
                    String text = "承诺书第" + page + "页：本人承诺所述属实，自愿补缴本年度社保费，第" + line + "行。";
                    canvas.text(72, 80 + line * 24, 12, Ink.BLACK, text);
                  }
                })
            .toList();
    OffsetDateTime created = OffsetDateTime.parse("2026-11-20T09:12:00+08:00");
    return PdfFile.write(title, "teller", created, pages);
  }

  private static String submission(String transaction) {
    return """
    {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
     "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "handler": "T1024", "acceptedAt": "2026-11-20T09:12:00+08:00",
     "completedAt": "2026-11-20T09:13:40+08:00", "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                "fileName": "告知承诺书.pdf"}]}
    """
        .formatted(transaction);
  }
}
