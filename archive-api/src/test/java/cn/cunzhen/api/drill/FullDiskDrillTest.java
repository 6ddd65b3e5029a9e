package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Room;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose disk runs full refuses what it can't keep, loses nothing, and goes on by itself
 * when there is room again.
 *
 * <p>The disk is one in memory that only the server sees, in a mount namespace of its own.
 */
class FullDiskDrillTest {
  private static final int FILE = 1 << 20;
  private static final int FILLER = 12 << 20;
  private static final int HEAP_MEBIBYTES = 256;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWN_DISK =
      """
      set -e
      site=$1; disk=$2; keeper=$3; shift 3
      mount -t tmpfs -o size=48m tmpfs "$disk"
      cp -a "$site"/. "$disk"
      mount --bind "$disk" "$site"
      sleep 1000 </dev/null >/dev/null 2>&1 &
      echo $! >"$keeper"
      cd "$site"
      exec "$@"
      """;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  @EnabledIf("mayMount")
  void aServerOnAFullDiskRefusesLosesNothingAndGoesOnWhenThereIsRoom() throws Exception {
    DrillSite site = DrillSite.onFiles(Files.createDirectory(folder.resolve("site")));
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path keeper = folder.resolve("keeper");
    List<String> receipts = new ArrayList<>();
    List<String> ownDisk = new ArrayList<>(namespace());
    ownDisk.addAll(List.of("sh", "-c", OWN_DISK, "sh"));
    ownDisk.addAll(Stream.of(site.folder(), disk, keeper).map(Path::toString).toList());
    try (ServerProcess server = ServerProcess.start(site, "node", HEAP_MEBIBYTES, ownDisk)) {
      Path inside = inside(keeper, site.folder());
      Path filler = inside.resolve("filler");
      Files.write(filler, new byte[FILLER]);

      HttpResponse<String> answer = submit(server, site, receipts.size());
      while (answer.statusCode() == 201) {
        receipts.add(recordId(answer));
        answer = submit(server, site, receipts.size());
      }
      assertThat(receipts).hasSizeGreaterThan(3);
      assertRefusedForWantOfRoom(answer);
      fill(inside);
      assertRefusedForWantOfRoom(submit(server, site, receipts.size()));
      assertThat(read(server, site, receipts.getFirst()).statusCode())
          .as("it is shown if it could be recorded, and else refused")
          .isIn(200, 503, 507);

      Files.delete(filler);
      Files.delete(inside.resolve("rest"));
      HttpResponse<String> again = submit(server, site, receipts.size());
      assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
      receipts.add(recordId(again));
      for (String record : receipts) {
        assertThat(read(server, site, record).statusCode()).isEqualTo(200);
      }
      assertThat(foundAt(server, site, receipts.size()))
          .containsExactlyInAnyOrderElementsOf(receipts);
      assertThat(inTheMaking(inside)).isEmpty();
      server.stop();
      copy(inside, site.folder());
    } finally {
      run("kill", Files.readString(keeper).strip());
    }
    var report = site.audit();
    assertThat(report.defects()).isEmpty();
    assertThat(report.whole()).isEqualTo(receipts.size());
  }

  private static void assertRefusedForWantOfRoom(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
    assertThat(JSON.readTree(answer.body()).path("type").asText()).endsWith("/store-full");
  }

  /** Takes what room there is. */
  private static void fill(Path inside) throws IOException {
    try (OutputStream rest = Files.newOutputStream(inside.resolve("rest"))) {
      byte[] page = new byte[4096];
      for (int i = 0; i < FILLER / page.length; i++) {
        rest.write(page);
      }
    } catch (IOException e) {
      assertThat(Room.isMissing(e, inside)).isTrue();
      return;
    }
    throw new AssertionError("there was more room than there can be");
  }

  private HttpResponse<String> submit(ServerProcess server, DrillSite site, int number)
      throws Exception {
    byte[] content = new byte[FILE];
    new Random(number).nextBytes(content);
    String transaction =
        """
        {"sourceSystem": "teller", "transactionId": "full-%d", "item": "SI-0107",
         "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "acceptedAt": "2026-01-05T09:12:00+08:00", "completedAt": "2026-01-05T09:13:40+08:00",
         "outcome": "granted", "files": [{"name": "f1", "material": "commitment-letter",
         "part": "application", "fileName": "档案.bin"}]}
        """
            .formatted(number);
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/api/v1/transactions"))
            .header("Authorization", "Bearer " + site.source())
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"transaction\"\r\n\r\n"
                            + transaction
                            + "\r\n--b\r\nContent-Disposition: form-data; name=\"f1\"\r\n\r\n"),
                    BodyPublishers.ofByteArray(content),
                    BodyPublishers.ofString("\r\n--b--\r\n")))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static String recordId(HttpResponse<String> receipt) throws IOException {
    return JSON.readTree(receipt.body()).path("recordId").asText();
  }

  private HttpResponse<String> read(ServerProcess server, DrillSite site, String record)
      throws Exception {
    HttpRequest.Builder question =
        asClerk(server.address().resolve("/api/v1/records/" + record), site);
    return client.send(question.build(), BodyHandlers.ofString());
  }

  /** What is found once the index has come so far; it tries again by itself. */
  private List<String> foundAt(ServerProcess server, DrillSite site, long position)
      throws Exception {
    URI all = server.address().resolve("/api/v1/records?limit=200");
    HttpRequest.Builder question = asClerk(all, site).header("Archive-Position", "" + position);
    HttpResponse<String> answer = client.send(question.build(), BodyHandlers.ofString());
    for (int i = 0; i < 60 && answer.statusCode() == 503; i++) {
      // The server waits some time itself before it says that it is behind.
      answer = client.send(question.build(), BodyHandlers.ofString());
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> found = new ArrayList<>();
    JSON.readTree(answer.body())
        .path("hits")
        .forEach(hit -> found.add(hit.path("recordId").asText()));
    return found;
  }

  private static HttpRequest.Builder asClerk(URI uri, DrillSite site) {
    return HttpRequest.newBuilder(uri)
        .header("Authorization", "Bearer " + site.clerk())
        .header("Archive-Purpose", "drill");
  }

  private static List<Path> inTheMaking(Path inside) throws IOException {
    try (Stream<Path> all = Files.walk(inside.resolve("store"))) {
      return all.filter(path -> path.getFileName().toString().endsWith(".tmp")).toList();
    }
  }

  /** The folder as the server sees it. */
  private static Path inside(Path keeper, Path folder) throws IOException {
    return Path.of("/proc/" + Files.readString(keeper).strip() + "/root" + folder);
  }

  private static void copy(Path from, Path to) throws Exception {
    run("cp", "-a", from + "/.", to.toString());
  }

  /** Where it may not, the launcher says that this drill was left out. */
  static boolean mayMount() throws InterruptedException {
    List<String> command = new ArrayList<>(namespace());
    command.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", "/tmp"));
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> namespace() {
    return isRoot()
        ? List.of("unshare", "--mount")
        : List.of("unshare", "--mount", "--user", "--map-root-user");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
