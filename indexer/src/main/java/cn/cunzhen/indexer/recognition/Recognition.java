package cn.cunzhen.indexer.recognition;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program that recognises text: Tesseract, and those of the languages wanted that it has.
 *
 * @param program where it lies
 * @param languages as Tesseract calls them, the most important first
 */
public record Recognition(Path program, List<String> languages) {
  private static final Logger LOG = LoggerFactory.getLogger(Recognition.class);
  private static final List<String> WANTED = List.of("chi_sim", "eng");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Ends the program as soon as the process that started it has ended, however that came. */
  private static final Path PARENTS_DEATH = Path.of("/usr/bin/setpriv");

  public Recognition {
    languages = List.copyOf(languages);
  }

  /** Looks for it on the path; empty where it or all of the languages are missing. */
  public static Optional<Recognition> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Optional<Path> program =
        Stream.of(path.split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "tesseract").toAbsolutePath())
            .filter(Files::isExecutable)
            .findFirst();
    return program
        .map(found -> new Recognition(found, languagesOf(found)))
        .filter(found -> !found.languages().isEmpty());
  }

  private static List<String> languagesOf(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--list-langs").redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      List<String> known =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      return WANTED.stream().filter(known::contains).toList();
    } catch (IOException e) {
      LOG.warn("{} can't be run", program, e);
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** As arguments of a program, which {@link #parse} reads. */
  public List<String> format() {
    return List.of(program.toString(), String.join("+", languages));
  }

  public static Recognition parse(List<String> arguments) {
    return new Recognition(
        Path.of(arguments.getFirst()), List.of(arguments.getLast().split("\\+", -1)));
  }

  /**
   * The command that reads a picture from its standard input, and writes its text and the table of
   * its words to files that it names.
   *
   * @param base their path without {@code .txt} and {@code .tsv}
   * @param line whether the picture shows a single line
   * @param most how long it may run before the system ends it
   */
  List<String> command(Path base, String language, boolean line, Duration most) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(PARENTS_DEATH)) {
      command.addAll(List.of(PARENTS_DEATH.toString(), "--pdeathsig", "KILL"));
    }
    command.addAll(List.of("/bin/sh", "-c", "ulimit -t \"$1\" && shift && exec \"$@\"", "sh"));
    command.add(Long.toString(Math.max(1, most.toSeconds())));
    command.addAll(List.of(program.toString(), "stdin", base.toString(), "-l"));
    command.add(language);
    command.addAll(List.of("--psm", line ? "7" : "3"));
    // Else a blank stands between any two Chinese characters.
    command.addAll(List.of("-c", "preserve_interword_spaces=1"));
    command.addAll(List.of("-c", "tessedit_create_txt=1", "-c", "tessedit_create_tsv=1"));
    return command;
  }
}
