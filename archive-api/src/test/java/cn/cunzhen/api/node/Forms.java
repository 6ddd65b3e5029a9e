package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.record.Confidentiality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/**
 * A record of a form that concerns many: an employer, who is named without pages, somebody on page
 * 1, and another on pages 2 and 3, who is named wherever it can be.
 */
public final class Forms {
  /** Words of which the one on page 1 may meet none. */
  public static final List<String> OF_OTHERS =
      List.of(
          "李四光",
          "460100198001010030",
          "4601**********0030",
          "海风有限公司",
          "91460000MA5T00000C",
          "梨园小筑",
          "FALCON",
          "T2048");

  private Forms() {}

  /** One that was archived. */
  public record Archived(String record, String digest) {}

  /** Archives one as the source system, and waits until it is found. */
  public static Archived archive(
      RunningNode node, String transaction, Confidentiality confidentiality, String own)
      throws IOException, InterruptedException {
    HttpResponse<String> receipt =
        node.submit("source", json(transaction, confidentiality, own, "1", "2-3"), files());
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    node.awaitFound(receipt);
    return new Archived(
        RunningNode.json(receipt).path("recordId").asText(),
        RunningNode.json(receipt).path("digest").asText());
  }

  /** The files of one. */
  static Map<String, byte[]> files() throws IOException {
    return Map.of(
        "f1", pdf("PEREGRINE one", "FALCON two", "FALCON three"),
        "f2", "李四光，住梨园小筑".getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What is handed in with them.
   *
   * @param own the number of whoever stands on {@code ownPages}
   * @param others where the other stands
   */
  static String json(
      String transaction,
      Confidentiality confidentiality,
      String own,
      String ownPages,
      String others) {
    return """
    {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
     "holders": [{"name": "海风有限公司", "idType": "uscc", "idNumber": "91460000MA5T00000C"},
                 {"name": "王小明", "idType": "resident-id", "idNumber": "%s", "pages": "%s"},
                 {"name": "李四光", "idType": "resident-id",
                  "idNumber": "460100198001010030", "pages": "%s"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "outcome": "granted", "handler": "T2048",
     "acceptedAt": "2026-11-21T09:12:00+08:00", "completedAt": "2026-11-21T09:13:40+08:00",
     "confidentiality": "%s",
     "process": [{"code": 11, "name": "补正", "actor": "李四光",
                  "at": "2026-11-21T09:12:30+08:00", "remark": "李四光补正材料"}],
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                "title": "李四光等人的申报表", "fileName": "李四光等.pdf"},
               {"name": "f2", "material": "supporting", "part": "application",
                "fileName": "李四光的住址.txt"}]}
    """
        .formatted(
            transaction, own, ownPages, others, confidentiality.name().toLowerCase(Locale.ROOT));
  }

  /** A PDF of pages that say this, a line each. */
  public static byte[] pdf(String... pages) throws IOException {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      for (String words : pages) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(FontName.HELVETICA), 24);
          content.newLineAtOffset(72, 700);
          content.showText(words);
          content.endText();
        }
      }
      document.save(bytes);
      return bytes.toByteArray();
    }
  }
}
