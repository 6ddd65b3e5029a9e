package cn.cunzhen.api.copy;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.api.samples.paper.Ink;
import cn.cunzhen.api.samples.paper.Page;
import cn.cunzhen.api.samples.paper.PdfFile;
import cn.cunzhen.core.access.Caller;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A node with records that copies are made of: a letter of several pages, a photograph, data. */
public final class CopySite implements AutoCloseable {
  public static final int PAGES = 4;

  private final RunningNode node;

  private CopySite(RunningNode node) {
    this.node = node;
  }

  public static CopySite in(Path folder) throws IOException {
    return new CopySite(
        RunningNode.on(folder, Map.of("ARCHIVE_COPY_PAGES", "8", "ARCHIVE_STAMP_SECONDS", "1")));
  }

  /** The number of the sample citizen. */
  private String own() {
    Caller citizen = node.node().accounts().caller(node.token("citizen")).orElseThrow();
    return Objects.requireNonNull(citizen.person()).number();
  }

  public RunningNode node() {
    return node;
  }

  public String archive(String transaction) throws IOException, InterruptedException {
    return archive(transaction, own(), PAGES);
  }

  /** One that has more pages than a copy may have here. */
  String archiveLong(String transaction) throws IOException, InterruptedException {
    return archive(transaction, own(), 9);
  }

  public String archive(String transaction, String idNumber, int pages)
      throws IOException, InterruptedException {
    HttpResponse<String> receipt =
        node.submit("source", submission(transaction, idNumber), files(pages));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return RunningNode.json(receipt).path("recordId").asText();
  }

  public void amend(String record, String transaction) throws IOException, InterruptedException {
    String digest =
        RunningNode.json(node.get("clerk", "/api/v1/records/" + record)).path("digest").asText();
    HttpRequest.Builder request =
        node.as("source", "/api/v1/records/" + record + "/versions")
            .header("If-Match", "\"" + digest + "\"");
    HttpResponse<String> receipt =
        node.send(RunningNode.multipart(request, submission(transaction, own()), files(1)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
  }

  HttpResponse<byte[]> copy(String account, String record, String selection)
      throws IOException, InterruptedException {
    return node.bytes(
        asked(account, record, selection).header("Archive-Purpose", "%E8%AF%81%E6%98%8E"));
  }

  HttpRequest.Builder asked(String account, String record, String selection) {
    return node.as(account, "/api/v1/records/" + record + "/certified-copies")
        .POST(BodyPublishers.ofString(selection));
  }

  /** What anyone is told by a code, as JSON. */
  HttpResponse<String> standing(String path) throws IOException, InterruptedException {
    return node.send(HttpRequest.newBuilder(node.uri(path)).header("Accept", "application/json"));
  }

  private static Map<String, byte[]> files(int pages) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("f1", letter(pages));
    files.put("f2", photograph());
    files.put("f3", "<data/>".getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static byte[] letter(int pages) {
    return PdfFile.write(
        "告知承诺书",
        "teller",
        OffsetDateTime.parse("2026-11-20T09:12:00+08:00"),
        IntStream.rangeClosed(1, pages).<Page>mapToObj(CopySite::page).toList());
  }

  private static Page page(int n) {
    return canvas -> {
      for (int line = 0; line < 30; line++) {
        String text = "承诺书第" + n + "页：本人承诺所述属实，自愿补缴本年度社保费，第" + line + "行。";
        canvas.text(72, 80 + line * 24, 12, Ink.BLACK, text);
      }
    };
  }

  /** So many colours that it is drawn as a photograph. */
  private static byte[] photograph() throws IOException {
    BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 900, 600, Color.BLUE));
    graphics.fillRect(0, 0, 900, 600);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  private static String submission(String transaction, String idNumber) {
    return """
    {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
     "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "%s"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "handler": "T1024", "acceptedAt": "2026-11-20T09:12:00+08:00",
     "completedAt": "2026-11-20T09:13:40+08:00", "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                "fileName": "告知承诺书.pdf"},
               {"name": "f2", "material": "identity-card", "part": "application",
                "fileName": "身份证.jpg"},
               {"name": "f3", "material": "supporting", "part": "process",
                "fileName": "数据.bin"}]}
    """
        .formatted(transaction, idNumber);
  }

  @Override
  public void close() {
    node.close();
  }
}
