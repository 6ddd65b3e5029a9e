package cn.cunzhen.api;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line {@code archive}.
 *
 * <p>A subcommand is a class with {@link Command} that implements {@code Callable<Integer>} and
 * stands in {@link #COMMANDS}; its texts stand in {@code commands.properties} and {@code
 * commands_zh.properties} under {@code archive.<name>.}. Exit codes: 0 done, 1 failed, 2 wrong
 * arguments.
 */
@Command(
    name = "archive",
    resourceBundle = "cn.cunzhen.api.commands",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class)
public final class Main implements Callable<Integer> {
  /** Every subcommand, in the order of the help; {@code test} is the launcher's own. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          ServeCommand.class,
          IngestCommand.class,
          SearchCommand.class,
          VerifyCommand.class,
          WitnessCommand.class,
          UserCommand.class,
          KeysCommand.class,
          AuditCommand.class,
          TallyCommand.class,
          RebuildCommand.class,
          RenewCommand.class,
          DrillCommand.class,
          SamplesCommand.class,
          BenchCommand.class,
          CommandLine.HelpCommand.class);

  @Option(names = "--trace", scope = ScopeType.INHERIT)
  private boolean trace;

  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String... args) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Locale.setDefault(language(System.getenv("ARCHIVE_LANG"), Locale.getDefault()));
    System.exit(commandLine().execute(args));
  }

  /** Without a command: shows which there are, and has done nothing. */
  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    line.usage(line.getErr());
    return spec.exitCodeOnInvalidInput();
  }

  /** The whole command line, in the default locale's language. */
  static CommandLine commandLine() {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    COMMANDS.forEach(line::addSubcommand);
    line.addSubcommand("test", new SuiteCommand());
    CommandFaults faults = new CommandFaults(() -> main.trace);
    line.setParameterExceptionHandler(faults);
    line.setExecutionExceptionHandler(faults);
    line.setAbbreviatedOptionsAllowed(false);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  /** Chinese where the wish, or else the locale, is Chinese; English everywhere else. */
  static Locale language(@Nullable String wish, Locale locale) {
    String language = wish == null || wish.isBlank() ? locale.getLanguage() : wish.strip();
    return language.startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  /** Says which build this is. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "Cunzhen %s (Java %s)"
            .formatted(version == null ? "unpackaged" : version, Runtime.version())
      };
    }
  }
}
