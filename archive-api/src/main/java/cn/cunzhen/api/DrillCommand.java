package cn.cunzhen.api;

import cn.cunzhen.api.drill.RenewalDrill;
import cn.cunzhen.api.drill.RenewalDrill.Deed;
import cn.cunzhen.api.drill.RenewalDrill.Step;
import cn.cunzhen.api.drill.TamperDrill;
import cn.cunzhen.api.drill.TamperDrill.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Does to an archive made for it what somebody, or time, might do to a real one, and says what came
 * of it.
 */
@Command(name = "drill")
final class DrillCommand implements Callable<Integer> {
  private static final String TAMPER = "tamper";
  private static final String BROKEN = "sha256-broken";

  @Parameters(paramLabel = "DRILL")
  private String drill = "";

  @Option(names = "--folder", paramLabel = "FOLDER")
  private Path folder = Path.of("data");

  @Option(names = "--records", paramLabel = "N", defaultValue = "300")
  private int records;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Voice voice = new Voice(spec);
    return switch (drill) {
      case TAMPER -> tamper(voice);
      case BROKEN -> renew(voice);
      default -> throw voice.wrong("drill.unknown", drill);
    };
  }

  private int tamper(Voice voice) throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    voice.remark("drill.begins", folder);
    TamperDrill.run(
        folder,
        records,
        outcome -> {
          outcomes.add(outcome);
          say(voice, outcome);
        });
    long unnoticed = outcomes.stream().filter(outcome -> outcome.notice() == null).count();
    voice.say("drill.report", outcomes.size(), outcomes.size() - unnoticed);
    return unnoticed == 0 ? 0 : 1;
  }

  private int renew(Voice voice) throws Exception {
    List<Step> steps = new ArrayList<>();
    voice.remark("drill.renewal.begins", records, folder);
    RenewalDrill.run(
        folder,
        records,
        step -> {
          steps.add(step);
          String deed = "drill.deed." + step.deed().name().toLowerCase(Locale.ROOT);
          voice.print(
              "| %s | %,d | %,d | %.1f s |"
                  .formatted(
                      voice.text(deed), step.right(), step.bytes(), step.time().toMillis() / 1e3));
        });
    boolean right =
        steps.stream()
            .filter(step -> step.deed() != Deed.RENEW_TOKENS)
            .allMatch(step -> step.right() >= records);
    voice.say(right ? "drill.renewal.right" : "drill.renewal.wrong");
    return right ? 0 : 1;
  }

  /** A row of a table in Markdown. */
  private static void say(Voice voice, Outcome outcome) {
    boolean chinese = Locale.getDefault().getLanguage().equals("zh");
    String notice = outcome.notice();
    voice.print(
        "| %s | %s | %.1f s |"
            .formatted(
                chinese ? outcome.chinese() : outcome.attack(),
                notice == null ? voice.text("drill.unnoticed") : notice,
                outcome.time().toMillis() / 1e3));
  }
}
