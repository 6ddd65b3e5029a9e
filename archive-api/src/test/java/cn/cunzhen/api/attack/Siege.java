package cn.cunzhen.api.attack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Holder.IdType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * One node that all attacks are on. What it has is there before the first; nothing of that changes,
 * and no line of its log says who it is about or how one gets in.
 */
final class Siege implements AutoCloseable {
  static final String HOLDER = "欧阳慕容雪";
  static final String NUMBER = "460100199003074518";

  /** Someone who holds nothing here. */
  static final String STRANGER = "stranger";

  private static final String PASSWORD = "a-long-password";
  private static final List<String> MACHINE =
      List.of(
          "Exception",
          "\tat ",
          "at cn.cunzhen",
          "at java.",
          "org.eclipse",
          "javalin",
          "Jetty",
          "jetty",
          "/root/",
          "/home/",
          ".java:");

  private final Path folder;
  private final RunningNode node;
  private final Lines lines = new Lines();
  private final String open;
  private final String sensitive;
  private final Standing before;

  /** What no attack changes. */
  private record Standing(long ledger, String accounts, String audits, String grants) {}

  /** All that is logged. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      all.add(event.getLevel() + " " + event.getFormattedMessage() + " " + thrown);
    }
  }

  private Siege(Path folder) throws Exception {
    this.folder = folder;
    lines.start();
    log().addAppender(lines);
    this.node = RunningNode.on(folder, Map.of("ARCHIVE_TEXT_PROCESSES", "0"));
    add(STRANGER, Role.CITIZEN, "460100198001010010");
    add("holder", Role.CITIZEN, NUMBER);
    this.open = archive("open-1", "normal");
    this.sensitive = archive("sensitive-1", "sensitive");
    this.before = standing();
  }

  static Siege begin() throws Exception {
    return new Siege(Files.createTempDirectory("siege-"));
  }

  private static Logger log() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private void add(String account, Role role, String number) {
    Person person = new Person(IdType.RESIDENT_ID, number);
    node.node().accounts().put(new Caller(account, role, person, null, null, Set.of()), PASSWORD);
    node.signIn(account, PASSWORD);
  }

  private String archive(String transaction, String confidentiality) throws Exception {
    ObjectNode submission = submission(transaction);
    submission.put("confidentiality", confidentiality);
    return archive(submission, "告知承诺书".getBytes(StandardCharsets.UTF_8));
  }

  /** Archives what an attack leaves to be shown later. */
  private String archive(ObjectNode submission, byte[] file) throws Exception {
    HttpResponse<String> receipt = node.submit("source", submission.toString(), Map.of("f1", file));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return RunningNode.json(receipt).path("recordId").asText();
  }

  static ObjectNode submission(String transaction) throws IOException {
    return (ObjectNode)
        RunningNode.JSON.readTree(
            """
            {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
             "holders": [{"name": "%s", "idType": "resident-id", "idNumber": "%s"}],
             "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
             "handler": "T1024", "acceptedAt": "2026-01-05T09:12:00+08:00",
             "completedAt": "2026-01-05T09:13:40+08:00", "outcome": "granted",
             "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                        "fileName": "承诺书.txt"}]}
            """
                .formatted(transaction, HOLDER, NUMBER));
  }

  RunningNode node() {
    return node;
  }

  int port() {
    return node.node().port();
  }

  List<Route> routes() {
    return node.node().routes();
  }

  /** A record that most may read. */
  String open() {
    return open;
  }

  /** A record that nobody may read without a grant. */
  String sensitive() {
    return sensitive;
  }

  /** Whose role it is by the name of a sample account. */
  String token(Role role) {
    return node.token(role.word());
  }

  Wire.Answer send(Attack attack) throws IOException {
    return Wire.send(port(), attack.bytes());
  }

  /** Sends it, and expects a problem that says nothing of the machine or of a record. */
  Wire.Answer refused(Attack attack) throws IOException {
    Wire.Answer answer = send(attack);
    boolean page = answer.header("Content-Type").startsWith("text/html");
    if (attack.target().startsWith("/verify/") && page) { // that a code is unknown is told so
      assertThat(answer.status()).isEqualTo(404);
      discreet(attack.name(), answer);
    } else {
      isRefusal(attack.name(), answer);
    }
    return answer;
  }

  /** The same of what is no request that a client would make. */
  Wire.Answer refused(String name, byte[] bytes) throws IOException {
    Wire.Answer answer = Wire.send(port(), bytes);
    isRefusal(name, answer);
    return answer;
  }

  private void isRefusal(String name, Wire.Answer answer) throws IOException {
    assertThat(answer.status()).as("%s: %s", name, answer.raw()).isBetween(400, 499);
    assertThat(answer.header("X-Content-Type-Options")).as(answer.raw()).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).as(name).contains("default-src");
    assertThat(answer.header("Strict-Transport-Security")).as("here is no TLS").isEmpty();
    assertThat(answer.header("Content-Type"))
        .as("%s: %s", name, answer.raw())
        .startsWith("application/problem+json");
    discreet(name, answer);
    JsonNode problem = RunningNode.JSON.readTree(answer.body());
    assertThat(problem.path("type").asText()).as(name).startsWith("/problems/");
    assertThat(problem.path("status").asInt()).as(name).isEqualTo(answer.status());
  }

  /** Expects that an answer says nothing of the machine or of whom a record is about. */
  private void discreet(String name, Wire.Answer answer) {
    assertThat(answer.raw())
        .as(name)
        .doesNotContain(MACHINE)
        .doesNotContain(folder.toString(), NUMBER)
        .doesNotContain(node.token("clerk"));
    assertThat(answer.body()).as(name).doesNotContain(HOLDER);
  }

  /** How many accesses to a record the ledger of accesses has of which a field says this. */
  int accesses(String record, String field, String value) throws Exception {
    String path = "/api/v1/records/" + record + "/accesses";
    JsonNode page = RunningNode.json(node.get("auditor", path));
    int count = 0;
    while (true) {
      for (JsonNode access : page.path("accesses")) {
        count += access.path(field).asText().equals(value) ? 1 : 0;
      }
      if (!page.has("next")) {
        return count;
      }
      page = RunningNode.json(node.get("auditor", path + "?cursor=" + page.path("next").asText()));
    }
  }

  private Standing standing() throws Exception {
    return new Standing(
        node.node().archive().ledger().size(),
        node.node().accounts().list().toString(),
        node.get("auditor", "/api/v1/audits").body(),
        node.get("supervisor", "/api/v1/grants").body());
  }

  /** Expects that all is as it was, and that the log is silent on persons and on secrets. */
  void stands() throws Exception {
    assertThat(standing()).isEqualTo(before);
    for (String line : lines.all) {
      assertThat(line)
          .doesNotContain(HOLDER, "慕容", NUMBER, PASSWORD, "clerk-demo", "source-demo")
          .doesNotContain(node.token("clerk"), node.token("source"), node.token(STRANGER));
    }
    assertThat(lines.all).as("what broke").noneMatch(line -> line.startsWith("ERROR"));
  }

  @Override
  public void close() throws IOException {
    node.close();
    log().detachAppender(lines);
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Siege::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
