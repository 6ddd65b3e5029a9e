package cn.cunzhen.api;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.node.Inspection;
import cn.cunzhen.core.Audit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads everything in the store again, and names what is not whole. */
@Command(name = "audit")
final class AuditCommand implements Callable<Integer> {
  private static final long STEP = 1000;

  @Option(names = "--config", paramLabel = "FILE")
  private @Nullable Path config;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Configuration configuration = Configuration.load(Optional.ofNullable(config), System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    Audit.Report report =
        Inspection.audit(
            configuration,
            done -> {
              if (done % STEP == 0) {
                say("archive.audit.progress", done);
              }
            });
    report
        .defects()
        .forEach(
            defect -> out.println(defect.kind() + " " + defect.where() + " " + defect.detail()));
    say(
        "archive.audit.report",
        report.entries(),
        report.whole(),
        report.inFlight(),
        report.defects().size());
    return report.clean() ? 0 : 1;
  }

  private void say(String key, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(spec.resourceBundle().getString(key).formatted(values));
    out.flush();
  }
}
