package cn.cunzhen.api;

import cn.cunzhen.api.bench.Bench;
import cn.cunzhen.api.bench.Report;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures this archive beside yardsticks, on this machine, in one run. */
@Command(name = "bench")
final class BenchCommand implements Callable<Integer> {
  @Option(names = "--json")
  private boolean json;

  @Option(names = "--only", paramLabel = "GROUP", split = ",")
  private Set<Bench.Group> only = EnumSet.allOf(Bench.Group.class);

  @Option(names = "--folder", paramLabel = "FOLDER")
  private Path folder = Path.of("data");

  @Option(names = "--submitters", paramLabel = "N", split = ",")
  private List<Integer> submitters = List.of(1, 4, 8);

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "3")
  private int seconds;

  @Option(names = "--warm-up", paramLabel = "N", defaultValue = "45")
  private int warmUp;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "3")
  private int rounds;

  @Option(names = "--records", paramLabel = "N", defaultValue = "200")
  private int records;

  @Option(names = "--searched", paramLabel = "N", defaultValue = "100000")
  private long searched;

  @Option(names = "--entries", paramLabel = "N", defaultValue = "1000000")
  private long entries;

  @Option(names = "--plot", paramLabel = "FILE")
  private @Nullable Path plot;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(folder);
    Path scratch = Files.createTempDirectory(folder.toAbsolutePath(), "bench-");
    PrintWriter err = spec.commandLine().getErr();
    Report report =
        Bench.run(
            new Bench.Plan(
                scratch,
                only,
                submitters,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                rounds,
                records,
                searched,
                entries,
                what -> {
                  err.println(what);
                  err.flush();
                }));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.json().toPrettyString() : report.text());
    out.flush();
    if (plot != null) {
      Files.writeString(plot, report.plot());
    }
    return 0;
  }
}
