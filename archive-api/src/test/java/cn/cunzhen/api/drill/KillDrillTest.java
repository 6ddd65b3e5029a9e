package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.audit.Audit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed again and again while eight submit.
 *
 * <p>How often is the system property {@code cunzhen.kills}; after how many kills everything is
 * read again, {@code cunzhen.kills.audit}.
 */
class KillDrillTest {
  private static final int KILLS = Integer.getInteger("cunzhen.kills", 4);
  private static final int AUDIT = Integer.getInteger("cunzhen.kills.audit", 2);
  private static final int LONGEST_LIFE = 1_000;

  /** Every so many kills, one while the server starts. */
  private static final int EARLY = 3;

  @TempDir private Path folder;

  @Test
  void everyReceiptIsHonouredHoweverOftenTheServerIsKilledOnFiles() throws Exception {
    drill(DrillSite.onFiles(folder));
  }

  @Test
  void everyReceiptIsHonouredHoweverOftenTheServerIsKilledOnS3() throws Exception {
    drill(DrillSite.onS3(folder));
  }

  @Test
  void aServerThatIsToldToEndWhileEightSubmitEndsInTimeAndLosesNothing() throws Exception {
    DrillSite site = DrillSite.onFiles(folder);
    Submitters submitters = new Submitters(site.source(), 2);
    try (ServerProcess server = ServerProcess.start(site, "node")) {
      submitters.work(
          List.of(server.address()),
          () -> {
            server.awaitLife(Duration.ofMillis(LONGEST_LIFE));
            server.stop();
          });
    }
    try (ServerProcess server = ServerProcess.start(site, "node")) {
      submitters.insist(List.of(server.address()), List.copyOf(submitters.receipts().keySet()));
      server.stop();
    }
    assertThat(submitters.faults()).isEmpty();
    Audit.Report report = site.audit();
    assertClean(report, "after two ends");
    assertThat(report.entries()).isEqualTo(submitters.receipts().size());
  }

  private static void drill(DrillSite site) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Submitters submitters = new Submitters(site.source(), 2);
    ServerProcess server = ServerProcess.start(site, "node");
    AtomicReference<URI> address = new AtomicReference<>(server.address());
    try (Witness witness = new Witness(server.address())) {
      witness.watch(address::get);
      for (int kill = 1; kill <= KILLS; kill++) {
        Set<String> before = new TreeSet<>(submitters.receipts().keySet());
        workUntilKilled(submitters, server, 1 + random.nextInt(LONGEST_LIFE));
        if (kill % EARLY == 0) {
          ServerProcess.killWhileItStarts(site, "node", random.nextInt(2 * LONGEST_LIFE));
        }
        if (kill % AUDIT == 0) {
          assertClean(site.audit(), "kill " + kill + ", seed " + seed);
        }
        server = ServerProcess.start(site, "node");
        address.set(server.address());
        Set<String> fresh = new TreeSet<>(submitters.receipts().keySet());
        fresh.removeAll(before);
        submitters.insist(List.of(server.address()), List.copyOf(fresh));
        assertThat(submitters.faults()).as("kill %d, seed %d", kill, seed).isEmpty();
        say(kill, submitters, witness);
      }
      List<URI> servers = List.of(server.address());
      submitters.insist(servers, new ArrayList<>(submitters.receipts().keySet()));
      assertThat(witness.retrace(server.address())).hasSize(submitters.receipts().size());
      assertThat(witness.faults()).isEmpty();
      server.stop();
    } finally {
      server.close();
    }
    Audit.Report last = site.audit();
    assertClean(last, "seed " + seed);
    assertThat(submitters.faults()).as("seed %d", seed).isEmpty();
    assertThat(submitters.receipts()).isNotEmpty();
    assertThat(last.entries()).as("nothing twice").isEqualTo(submitters.receipts().size());
  }

  private static void workUntilKilled(Submitters submitters, ServerProcess server, int millis)
      throws Exception {
    submitters.work(
        List.of(server.address()),
        () -> {
          server.awaitLife(Duration.ofMillis(millis));
          server.kill();
        });
  }

  private static void assertClean(Audit.Report report, String where) {
    assertThat(report.defects()).as(where).isEmpty();
    assertThat(report.whole()).as(where).isEqualTo(report.entries());
  }

  private static void say(int kill, Submitters submitters, Witness witness) {
    System.out.printf(
        "kill %d: %d receipts, %d requests without an answer; %s%n",
        kill, submitters.receipts().size(), submitters.unanswered(), witness);
  }
}
