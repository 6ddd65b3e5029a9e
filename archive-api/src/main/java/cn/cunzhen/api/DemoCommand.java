package cn.cunzhen.api;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.config.Setting;
import cn.cunzhen.api.node.Node;
import cn.cunzhen.api.samples.SampleArchive;
import cn.cunzhen.indexer.recognition.Recognition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves an archive with sample records and sample accounts, to be looked at and tried. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
  private static final String FOLDER = "data/demo";

  /** How many records one person may open in an hour, or in a day, where all are invented. */
  private static final String LIMIT = "100000";

  @Option(names = "--fresh")
  private boolean fresh;

  @Option(names = "--records", paramLabel = "N", defaultValue = "300")
  private int records;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putIfAbsent(Setting.DATA.variable(), FOLDER);
    environment.putIfAbsent(Setting.LIMIT_RECORDS_HOUR.variable(), LIMIT);
    environment.putIfAbsent(Setting.LIMIT_RECORDS_DAY.variable(), LIMIT);
    Configuration configuration = Configuration.load(Optional.empty(), environment);
    say("archive.demo.folder", configuration.data());
    if (fresh) {
      startFromNothing(configuration);
    }
    try (Serving serving = Serving.start(configuration)) {
      fill(serving.node());
      if (Recognition.installed().isEmpty()) {
        say("archive.demo.recognition");
      }
      say("archive.demo.ready", serving.address());
      SampleArchive.ACCOUNTS.forEach(
          name -> say("archive.demo.account", name, SampleArchive.password(name)));
      return serving.await();
    }
  }

  private void fill(Node node) throws IOException, InterruptedException {
    SampleArchive.makeAccounts(node.accounts());
    long present = node.archive().ledger().size();
    if (present >= records) {
      return;
    }
    SampleArchive.deposit(
        node.archive(), records, done -> say("archive.demo.progress", done, records));
  }

  /** Only what a demonstration makes is removed, and only where nothing else says what it is. */
  private static void startFromNothing(Configuration configuration) throws IOException {
    for (String name :
        List.of(
            "store",
            "node",
            "register",
            "index",
            "accesses",
            "reading",
            "keys.p12",
            "keys.p12.password")) {
      remove(configuration.data().resolve(name));
    }
  }

  private static void remove(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private void say(String key, Object... values) {
    new Voice(spec).say(key, values);
  }
}
