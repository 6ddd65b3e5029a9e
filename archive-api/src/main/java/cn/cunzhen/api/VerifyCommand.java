package cn.cunzhen.api;

import cn.cunzhen.api.client.RefusedException;
import cn.cunzhen.api.client.RemoteArchive;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.FileVerification;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.evidence.Lapses;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.witness.TrustPolicy;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Verifies packages, proofs, certified copies and single files with nothing but what is at hand,
 * and records by asking the archive that holds them.
 */
@Command(name = "verify")
final class VerifyCommand implements Callable<Integer> {
  private static final Pattern RECORD = Pattern.compile("[0-9a-v]{26}");

  @Parameters(arity = "1..*", paramLabel = "FILE|RECORD")
  private List<String> subjects = List.of();

  @Option(
      names = {"--proof", "--package"},
      paramLabel = "FILE")
  private List<Path> beside = List.of();

  @Option(names = "--ca", paramLabel = "FILE")
  private @Nullable Path ca;

  @Option(names = "--stamp-ca", paramLabel = "FILE")
  private @Nullable Path stampCa;

  @Option(names = "--vkey", paramLabel = "FILE")
  private @Nullable Path vkey;

  @Option(names = "--auditor", paramLabel = "FILE")
  private List<Path> auditors = List.of();

  @Option(names = "--policy", paramLabel = "FILE")
  private @Nullable Path policy;

  @Option(names = "--lapsed", paramLabel = "DIGEST=DATE")
  private Map<String, String> lapsed = Map.of();

  @Option(names = "--checkpoint", paramLabel = "FILE")
  private @Nullable Path checkpoint;

  @Option(names = "--purpose", paramLabel = "TEXT")
  private @Nullable String purpose;

  @Option(names = "--json")
  private boolean json;

  @Mixin private ConnectionOptions connection;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Voice voice = new Voice(spec);
    for (String subject : subjects) {
      if (!isFile(subject) && !RECORD.matcher(subject).matches()) {
        throw voice.wrong("verify.subject", subject);
      }
    }
    List<JsonNode> verdicts = verdicts(voice);
    verdicts.forEach(verdict -> print(voice, verdict));
    boolean valid = all(verdicts, "valid");
    if (!json) {
      voice.say(
          valid ? all(verdicts, "complete") ? "verify.valid" : "verify.incomplete" : why(verdicts));
    }
    return valid ? 0 : 1;
  }

  private static boolean all(List<JsonNode> verdicts, String key) {
    return verdicts.stream().allMatch(verdict -> verdict.path(key).asBoolean());
  }

  /** What can't be told is not valid either, and no fault was found in it. */
  private static String why(List<JsonNode> verdicts) {
    return verdicts.stream()
            .flatMap(verdict -> verdict.path("checks").valueStream())
            .anyMatch(check -> check.path("verdict").asText().equals("fails"))
        ? "verify.invalid"
        : "verify.undecided";
  }

  private List<JsonNode> verdicts(Voice voice) throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    List<JsonNode> verdicts = new ArrayList<>();
    ReadersVerdict readers = new ReadersVerdict(voice, key(voice, vkey), auditors(voice));
    for (String subject : subjects) {
      if (isFile(subject)) {
        Path file = Path.of(subject);
        ReadersVerdict.read(file)
            .ifPresentOrElse(proof -> verdicts.add(readers.of(file, proof)), () -> files.add(file));
      }
    }
    verdicts.addAll(fileVerdicts(voice).of(files, beside));
    List<String> records = subjects.stream().filter(subject -> !isFile(subject)).toList();
    if (!records.isEmpty()) {
      try (RemoteArchive archive = connection.signIn(voice)) {
        for (String record : records) {
          verdicts.add(ofRecord(voice, archive, record));
        }
      }
    }
    return verdicts;
  }

  private static boolean isFile(String subject) {
    return Files.isRegularFile(Path.of(subject));
  }

  private JsonNode ofRecord(Voice voice, RemoteArchive archive, String record)
      throws IOException, InterruptedException {
    try {
      ObjectNode verdict = archive.verification(record, purpose).deepCopy();
      return verdict.put("record", record);
    } catch (RefusedException e) {
      throw voice.failure("verify.refused", record, e.refused().says());
    }
  }

  private FileVerdicts fileVerdicts(Voice voice) {
    FileVerification verification =
        FileVerification.with(
            read(voice, ca, Anchors::parse),
            read(voice, stampCa, text -> text.isBlank() ? Anchors.NONE : Anchors.parse(text)),
            key(voice, vkey),
            read(voice, policy, text -> TrustPolicy.parse(Bytes.utf8(text))),
            lapses(voice));
    Checkpoint held =
        read(voice, checkpoint, text -> Checkpoint.parse(Note.parse(Bytes.utf8(text)).text()));
    return new FileVerdicts(
        voice, Language.of(Locale.getDefault().getLanguage()), verification, held);
  }

  private static @Nullable VerifierKey key(Voice voice, @Nullable Path file) {
    return read(voice, file, text -> VerifierKey.parse(text.strip()));
  }

  private List<VerifierKey> auditors(Voice voice) {
    return auditors.stream().map(file -> key(voice, file)).map(Objects::requireNonNull).toList();
  }

  /** A digest that is worth nothing since a day is so from the day's beginning, in UTC. */
  private @Nullable Lapses lapses(Voice voice) {
    if (lapsed.isEmpty()) {
      return null;
    }
    Map<DigestAlgorithm, Instant> since = new EnumMap<>(DigestAlgorithm.class);
    lapsed.forEach((digest, day) -> {
      try {
        since.put(
            DigestAlgorithm.ofWord(digest).orElseThrow(() -> voice.wrong("verify.lapsed", digest)),
            LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
      } catch (DateTimeParseException e) {
        throw voice.wrong("verify.lapsed", digest + "=" + day);
      }
    });
    return new Lapses(since, Clock.systemUTC().instant());
  }

  private static <T> @Nullable T read(
      Voice voice, @Nullable Path file, Function<String, T> parser) {
    if (file == null) {
      return null;
    }
    try {
      return parser.apply(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw voice.wrong("verify.unreadable", file);
    }
  }

  private void print(Voice voice, JsonNode verdict) {
    if (json) {
      voice.print(verdict.toString());
      return;
    }
    voice.print(verdict.path("file").asText(verdict.path("record").asText()));
    Table table = new Table();
    for (JsonNode check : verdict.path("checks")) {
      String word = voice.text("verify." + check.path("verdict").asText());
      String time = check.path("time").asText();
      String meaning = check.path("meaning").asText();
      table.row(List.of(" ", word, time.isEmpty() ? meaning : meaning + ": " + time));
    }
    table.lines().forEach(voice::print);
    if (verdict.has("found")) {
      voice.print("    " + found(voice, verdict.path("found")));
    }
    if (verdict.has("readers")) {
      ReadersVerdict.print(voice, verdict.path("readers"));
    }
    if (verdict.has("hint")) {
      voice.print("    " + verdict.path("hint").asText());
    }
    for (JsonNode finding : verdict.path("findings")) {
      String where = finding.path("where").asText();
      voice.print(
          "    " + where + (where.isEmpty() ? "" : ": ") + finding.path("meaning").asText());
    }
  }

  /** A name is whatever somebody called a file: on a screen it stays on its line. */
  private static String found(Voice voice, JsonNode found) {
    String record = found.path("record").asText();
    int version = found.path("version").asInt();
    String by = found.path("by").asText();
    String path = found.path("path").asText();
    return found.has("number")
        ? voice.text(
            "verify.found",
            found.path("number").asInt(),
            record,
            version,
            found.path("name").asText().replaceAll("\\p{Cntrl}", "?"),
            path,
            by)
        : voice.text("verify.cited", record, version, path, by);
  }
}
