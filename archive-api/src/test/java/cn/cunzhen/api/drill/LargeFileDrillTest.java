package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is larger than the server's heap goes in and comes out again.
 *
 * <p>How large is the system property {@code cunzhen.large.mebibytes}.
 */
class LargeFileDrillTest {
  private static final long SIZE = Long.getLong("cunzhen.large.mebibytes", 320) << 20;
  private static final int HEAP_MEBIBYTES = 256;
  private static final String JSON =
      """
      {"sourceSystem": "teller", "transactionId": "large", "item": "SI-0107",
       "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
       "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
       "acceptedAt": "2026-01-05T09:12:00+08:00", "completedAt": "2026-01-05T09:13:40+08:00",
       "outcome": "granted", "files": [{"name": "f1", "material": "commitment-letter",
       "part": "application", "fileName": "历年档案.bin"}]}
      """;

  @TempDir private Path folder;

  @Test
  void aFileLargerThanTheHeapGoesInAndComesOutAgain() throws Exception {
    DrillSite site = DrillSite.onFiles(folder);
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(SIZE);
      file.write("a file whose rest is a hole".getBytes(StandardCharsets.UTF_8));
    }
    try (ServerProcess server = ServerProcess.start(site, "node", HEAP_MEBIBYTES);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(submission(server.address(), site.source(), large), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      JsonNode receipt = new ObjectMapper().readTree(answer.body());
      JsonNode file = receipt.path("files").path(0);

      assertThat(file.path("size").asLong()).isEqualTo(SIZE);
      HttpRequest back =
          HttpRequest.newBuilder(
                  server
                      .address()
                      .resolve("/api/v1/records/" + receipt.path("recordId").asText() + "/files/1"))
              .header("Authorization", "Bearer " + site.clerk())
              .header("Archive-Purpose", "drill")
              .build();
      try (InputStream content = client.send(back, BodyHandlers.ofInputStream()).body()) {
        assertThat(sha256(content)).isEqualTo(file.path("sha256").asText());
      }
      server.stop();
    }
    assertThat(site.audit().clean()).isTrue();
  }

  private static HttpRequest submission(URI server, String token, Path file) throws Exception {
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(
                "--b\r\nContent-Disposition: form-data; name=\"transaction\"\r\n\r\n"
                    + JSON
                    + "\r\n--b\r\nContent-Disposition: form-data; name=\"f1\"\r\n\r\n"),
            BodyPublishers.ofFile(file),
            BodyPublishers.ofString("\r\n--b--\r\n"));
    return HttpRequest.newBuilder(server.resolve("/api/v1/transactions"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "multipart/form-data; boundary=b")
        .POST(body)
        .build();
  }

  private static String sha256(InputStream content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[64 << 10];
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
