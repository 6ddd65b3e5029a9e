package cn.cunzhen.api;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.node.Inspection;
import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.core.audit.Defect;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Reads everything in the store again, and names what is not whole.
 *
 * <p>The exit code names the gravest kind of defect: 3 where something that the ledger names is
 * lost or damaged, 4 where something is there that must not be, 5 where the index or the register
 * has to be made again.
 */
@Command(name = "audit")
final class AuditCommand implements Callable<Integer> {
  private static final long STEP = 1000;

  @Mixin private ConfigOption config = new ConfigOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Configuration configuration = config.load();
    Voice voice = new Voice(spec);
    Audit.Report report =
        Inspection.audit(
            configuration,
            done -> {
              if (done % STEP == 0) {
                voice.say("archive.audit.progress", done);
              }
            });
    report
        .defects()
        .forEach(
            defect -> voice.print(defect.kind() + " " + defect.where() + " " + defect.detail()));
    voice.say(
        "archive.audit.report",
        report.entries(),
        report.whole(),
        report.inFlight(),
        report.defects().size());
    return report.defects().stream().mapToInt(AuditCommand::exitCode).min().orElse(0);
  }

  private static int exitCode(Defect defect) {
    return switch (defect.kind()) {
      case TREE, STAMP, EVIDENCE, REVOCATION, TIME, MISSING, DAMAGED, UNREADABLE -> 3;
      case PRESENT_AFTER_DISPOSAL, UNKNOWN -> 4;
      case REGISTER, INDEX -> 5;
    };
  }
}
