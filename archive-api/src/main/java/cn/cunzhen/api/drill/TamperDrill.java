package cn.cunzhen.api.drill;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.config.Setting;
import cn.cunzhen.api.node.EvidenceWork;
import cn.cunzhen.api.node.Inspection;
import cn.cunzhen.api.node.Node;
import cn.cunzhen.api.samples.SampleArchive;
import cn.cunzhen.api.witness.WitnessServer;
import cn.cunzhen.core.Renewing;
import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.core.audit.Defect;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.RolledBackException;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.seal.UnfitKeysException;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tampers with an archive of samples in every way that it knows, and says what noticed it.
 *
 * <p>Each attack is done to a fresh copy, which is then opened and audited like any archive. The
 * last is done by somebody who has the keys too: only a witness can notice that.
 */
public final class TamperDrill implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** So many records came since yesterday. */
  private static final int SINCE_YESTERDAY = 20;

  /** Fewer would fill no tile of the ledger. */
  private static final int LEAST = 256 + SINCE_YESTERDAY;

  private final Path folder;
  private final Consumer<Outcome> told;
  private @Nullable WitnessServer witness;

  private TamperDrill(Path folder, Consumer<Outcome> told) {
    this.folder = folder;
    this.told = told;
  }

  /**
   * What came of an attack.
   *
   * @param attack what was done, in English and Chinese
   * @param notice what noticed it; null where nothing did
   */
  public record Outcome(String attack, String chinese, @Nullable String notice, Duration time) {}

  /**
   * Does every attack.
   *
   * @param parent where a folder is made for it, and removed again
   * @param records how many the archive has
   * @param told of each outcome
   */
  public static void run(Path parent, int records, Consumer<Outcome> told)
      throws IOException, InterruptedException {
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent.toAbsolutePath(), "drill-");
    try (TamperDrill drill = new TamperDrill(folder, told)) {
      drill.run(Math.max(records, LEAST));
    } finally {
      Site.delete(folder);
    }
  }

  private void run(int records) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    VerifierKey ledger;
    try (Node node = node(data)) {
      ledger = node.verifierKey();
    }
    watch(ledger);
    Path yesterday = folder.resolve("yesterday");
    Path today = folder.resolve("today");
    fill(data, records - SINCE_YESTERDAY, yesterday);
    Sha256 checkpoint = fill(data, records, today);
    for (Attack attack : Attack.values()) {
      Path copy = folder.resolve("copy");
      Site.copy(today, copy);
      Site site = new Site(copy, yesterday, checkpoint);
      attack.on(site);
      tell(attack.english(), attack.chinese(), () -> notice(site));
      Site.delete(copy);
    }
    rewriteHistory(yesterday, checkpoint, records);
  }

  private void watch(VerifierKey ledger) throws IOException {
    WitnessServer server =
        WitnessServer.start(
            folder.resolve("witness"),
            new KeyName("witness.example/drill"),
            List.of(ledger),
            "127.0.0.1",
            0);
    witness = server;
    Files.writeString(
        policy(),
        "witness one %s http://127.0.0.1:%d\nquorum one\n"
            .formatted(server.verifierKey().format(), server.port()));
  }

  private Path policy() {
    return folder.resolve("policy");
  }

  /** Archives up to so many samples, waits until they are attested, and copies the archive. */
  private Sha256 fill(Path data, int records, Path copy) throws IOException, InterruptedException {
    LogHead head;
    try (Node node = node(data)) {
      SampleArchive.deposit(node.archive(), records, done -> {});
      head = node.archive().ledger().head();
      await(() -> node.attested() == head.size() && textsRead(node));
    }
    renew(data);
    Site.copy(data, copy);
    String text = new Checkpoint(head.origin(), head.size(), head.root()).format();
    return Sha256.of(Bytes.utf8(text));
  }

  /** Evidence too is there to be tampered with. */
  private void renew(Path data) throws IOException, InterruptedException {
    try (EvidenceWork work = EvidenceWork.open(configuration(data))) {
      work.renewing().renewEntries(DigestAlgorithm.SHA512, Renewing.Lost.LEFT, _ -> {});
    }
  }

  private static boolean textsRead(Node node) {
    try {
      return node.textsPending() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever has the store and the keys writes a ledger that is whole in itself. */
  private void rewriteHistory(Path yesterday, Sha256 checkpoint, int records)
      throws IOException, InterruptedException {
    Path copy = folder.resolve("copy");
    Site.copy(yesterday, copy);
    Site site = new Site(copy, yesterday, checkpoint);
    site.forget();
    String said;
    try (Node node = node(copy)) {
      SampleArchive.deposit(node.archive(), records + 1, done -> {});
      // Smaller than what the witness has seen it is refused too, but that might be a stale node's.
      await(() -> node.witnessTroubles().toString().contains("Inconsistent"));
      said = "witness: " + String.join(", ", node.witnessTroubles().values());
    }
    tell(
        "the history since yesterday, written anew by somebody who has store and keys",
        "持有存储和密钥者重写昨天以来的历史",
        () -> said);
    Site.delete(copy);
  }

  /** Says what noticed something; null where nothing did. */
  @FunctionalInterface
  private interface Look {
    @Nullable String notice() throws IOException, InterruptedException;
  }

  private void tell(String english, String chinese, Look look)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    String notice = look.notice();
    told.accept(new Outcome(english, chinese, notice, Duration.ofNanos(System.nanoTime() - began)));
  }

  private @Nullable String notice(Site site) throws InterruptedException {
    try {
      Audit.Report report = Inspection.audit(configuration(site.data()), done -> {});
      if (!report.clean()) {
        return report.defects().stream()
            .map(Defect::kind)
            .distinct()
            .map(Defect.Kind::name)
            .collect(Collectors.joining(", ", "audit: ", ""));
      }
      return site.wasMadeAnew() ? "opening: damaged, and made anew" : null;
    } catch (RolledBackException e) {
      return "opening: the node remembers a newer head";
    } catch (StorageException | UnfitKeysException | IOException e) {
      return "opening: " + e.getMessage();
    }
  }

  private Configuration configuration(Path data) {
    Map<String, String> settings = new HashMap<>();
    settings.put(Setting.DATA.variable(), data.toString());
    settings.put(Setting.HTTP_PORT.variable(), "0");
    settings.put(Setting.TEXT_PICTURE_SECONDS.variable(), "0");
    settings.put(Setting.STAMP_SECONDS.variable(), "1");
    settings.put(Setting.WITNESS_SECONDS.variable(), "1");
    if (Files.exists(policy())) {
      settings.put(Setting.WITNESS_POLICY.variable(), policy().toString());
    }
    return Configuration.load(Optional.empty(), settings);
  }

  private Node node(Path data) throws IOException {
    return Node.start(
        configuration(data),
        unfit -> {
          throw unfit;
        });
  }

  static void await(BooleanSupplier condition) throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - until > 0 || never.await(100, TimeUnit.MILLISECONDS)) {
        throw new IOException("the archive of the drill does not get ready");
      }
    }
  }

  @Override
  public void close() {
    if (witness != null) {
      witness.close();
    }
  }
}
