package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final Locale before = Locale.getDefault();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  @Test
  void theHelpIsChineseForChineseUsers() {
    int exitCode = run(Locale.SIMPLIFIED_CHINESE, "--help");

    assertThat(exitCode).isZero();
    assertThat(out.toString()).contains("用法： archive", "命令：", "运行全部测试");
  }

  @Test
  void theHelpIsEnglishForAllOthers() {
    int exitCode = run(Locale.ENGLISH, "--help");

    assertThat(exitCode).isZero();
    assertThat(out.toString()).contains("Usage: archive", "Commands:", "whole suite");
  }

  @Test
  void everyCommandHasItsTextsInBothLanguages() {
    for (Locale language : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
      Locale.setDefault(language);
      for (CommandLine command : all(Main.commandLine())) {
        String name = command.getCommandSpec().qualifiedName();
        assertThat(command.getHelp().header()).as("%s in %s", name, language).isNotBlank();
        command.getCommandSpec().args().stream()
            .filter(argument -> !argument.hidden())
            .forEach(argument ->
                assertThat(String.join("", argument.description()))
                    .as("%s %s in %s", name, argument, language)
                    .isNotBlank());
      }
    }
  }

  @Test
  void everyCommandShowsItsHelpInBothLanguages() {
    for (CommandLine command : all(Main.commandLine())) {
      String[] words = (command.getCommandSpec().qualifiedName() + " --help").split(" ", -1);
      String[] arguments = Arrays.copyOfRange(words, 1, words.length);

      assertThat(run(Locale.ENGLISH, arguments)).isZero();
      assertThat(out.toString()).as(command.getCommandName()).contains("Usage:");
      assertThat(run(Locale.SIMPLIFIED_CHINESE, arguments)).isZero();
      assertThat(out.toString()).as(command.getCommandName()).contains("用法：");
    }
  }

  private static List<CommandLine> all(CommandLine line) {
    return line.getSubcommands().values().stream()
        .flatMap(each -> Stream.concat(Stream.of(each), all(each).stream()))
        .toList();
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(run(Locale.ENGLISH, "--version")).isZero();

    assertThat(out.toString()).hasLineCount(1).startsWith("Cunzhen ");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "en | --verison | archive: unknown argument: --verison. Did you mean: --version?",
        "zh | --verison | archive: 未知参数：--verison。是否要用：--version？",
        "en | ledger    | archive: unknown argument: ledger",
        "zh | -V=x      | archive: 参数有误：",
      },
      delimiter = '|')
  void aWrongCallIsSaidInOneLineAndExitsWithTwo(String language, String argument, String says) {
    int exitCode = run(Locale.of(language), argument);

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).startsWith(says).hasLineCount(2);
  }

  @Test
  void withoutACommandTheHelpIsShownAndNothingWasDone() {
    assertThat(run(Locale.ENGLISH)).isEqualTo(2);

    assertThat(err.toString()).contains("Usage: archive", "Commands:");
  }

  @Test
  void aCommandThatFailsSaysSoInOneLineAndExitsWithOne() {
    assertThat(run(Locale.ENGLISH, "test", "storage")).isEqualTo(1);

    assertThat(err.toString()).isEqualToIgnoringNewLines("archive test: ./archive test storage");
  }

  @Test
  void whereItFailedIsShownOnRequest() {
    assertThat(run(Locale.ENGLISH, "test", "--trace")).isEqualTo(1);

    assertThat(err.toString()).contains("IllegalStateException", "\tat ");
  }

  @ParameterizedTest
  @CsvSource({"zh,en,zh", "en,zh,en", ",zh,zh", ",fr,en", "'',zh,zh", "zh_CN.UTF-8,en,zh"})
  void theWishGoesBeforeTheLocale(String wish, String locale, String language) {
    assertThat(Main.language(wish, Locale.of(locale)).getLanguage()).isEqualTo(language);
  }

  private int run(Locale language, String... arguments) {
    Locale.setDefault(language);
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
