package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.node.Node;
import cn.cunzhen.api.samples.SampleArchive;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Commit;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.Proposal;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.search.Change;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditCommandTest {
  private static final RecordId STRANGER = new RecordId("0".repeat(26));

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private Sha256 genesis;
  private RecordId kept;
  private Sha256 keptDigest;

  @BeforeEach
  void archive() throws Exception {
    try (Node node = Node.start(configuration(), unfit -> {})) {
      SampleArchive.deposit(node.archive(), 2, done -> {});
      genesis = node.archive().ledger().genesis();
      LedgerEntry entry = node.archive().ledger().entries(1, 1).getFirst();
      kept = entry.record();
      keptDigest = entry.digest();
    }
  }

  private Configuration configuration() {
    return Configuration.load(
        Optional.empty(), Map.of("ARCHIVE_DATA", folder.toString(), "ARCHIVE_HTTP_PORT", "0"));
  }

  private int audit() throws IOException {
    Path config = folder.resolve("archive.properties");
    Files.writeString(config, "data=" + folder + "\n");
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    return line.execute("audit", "--config", config.toString());
  }

  private void change(Change change) throws IOException {
    try (RecordIndex index =
        RecordIndex.open(
            folder.resolve("index"),
            genesis,
            (record, first) -> ArchiveNumber.of(record, 0, first))) {
      index.apply(List.of(change), index.position());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void whatTheIndexLacksAndWhatItHasTooMuchIsNamedUntilTheIndexIsMadeAgain() throws Exception {
    change(new Change.Disposed(kept));
    change(new Change.Unreadable(1, STRANGER, 1, Sha256.of(Bytes.utf8("x")), "stray"));

    assertThat(audit()).isEqualTo(5);
    assertThat(out.toString())
        .contains("INDEX " + kept + " missing", "INDEX " + STRANGER + " not in the ledger");

    delete(folder.resolve("index"));
    assertThat(audit()).isZero();
  }

  @Test
  void aRecordThatIsLostWeighsMoreThanAnIndexThatLacksIt() throws Exception {
    change(new Change.Disposed(kept));
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      for (Path file : files.filter(path -> path.toString().contains(kept.value())).toList()) {
        if (Files.isRegularFile(file)) {
          file.toFile().setWritable(true);
          Files.delete(file);
        }
      }
    }

    assertThat(audit()).isEqualTo(3);
    assertThat(out.toString()).contains("MISSING records/", "INDEX " + kept);
  }

  @Test
  void aPackageOfNoRecordIsOnItsWayWhileYoungAndAFindingWhenOld() throws Exception {
    Path stray = folder.resolve("store/objects/records/00/00/stray.zip");
    Files.createDirectories(stray.getParent());
    Files.writeString(stray, "stray");

    assertThat(audit()).isZero();
    assertThat(out.toString()).doesNotContain("INDEX", "REGISTER");

    Files.setLastModifiedTime(stray, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    assertThat(audit()).isEqualTo(4);
    assertThat(out.toString()).contains("UNKNOWN records/00/00/stray.zip");
  }

  @Test
  void whatWasMadeFromARecordIsNamedOnceTheRecordIsGoneOrNeverWas() throws Exception {
    Path ofKept = derivative(kept);
    Path ofStranger = derivative(STRANGER);
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(8)));
    Files.setLastModifiedTime(ofKept, old);

    assertThat(audit()).as("%s", out).isEqualTo(0);

    Files.writeString(ofKept, "another text");
    assertThat(audit()).isEqualTo(5);
    assertThat(out.toString()).contains("a damaged derivative");

    Files.setLastModifiedTime(ofStranger, old);
    assertThat(audit()).isEqualTo(4);
    assertThat(out.toString()).contains("UNKNOWN derived/00/00/" + STRANGER);

    Files.delete(ofStranger);
    Files.delete(ofKept);
    dispose(kept);
    derivative(kept);
    assertThat(audit()).isEqualTo(4);
    assertThat(out.toString())
        .contains("PRESENT_AFTER_DISPOSAL derived/", "PRESENT_AFTER_DISPOSAL records/");
  }

  private Path derivative(RecordId record) throws IOException {
    String id = record.value();
    String mark = PackageKey.of(record, 1, keptDigest).mark();
    String content = IdKey.base32hex(Sha256.of(Bytes.utf8("text")).bytes(), 26);
    Path file =
        folder.resolve(
            "store/objects/derived/%s/%s/%s/v1-%s-page1-%s"
                .formatted(id.substring(0, 2), id.substring(2, 4), id, mark, content));
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "text");
  }

  private void dispose(RecordId record) throws Exception {
    Sha256 event = Sha256.of(Bytes.utf8("event"));
    try (Node node = Node.start(configuration(), unfit -> {})) {
      Commit commit =
          node.archive()
              .ledger()
              .commit(
                  Proposal.event(EntryType.DISPOSED, record, 1, event, () -> Set.of(event)),
                  Instant.now());
      assertThat(commit).isInstanceOf(Commit.Committed.class);
    }
  }
}
