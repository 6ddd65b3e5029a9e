package cn.cunzhen.api;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs commands as the launcher does, but for the process, and keeps what the last one said. */
final class CommandRun implements AutoCloseable {
  private final Locale before = Locale.getDefault();
  private final String[] always;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  /**
   * @param always arguments that end every command
   */
  CommandRun(Locale language, String... always) {
    Locale.setDefault(language);
    this.always = always.clone();
  }

  /** Gives the exit code. */
  int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            Stream.concat(Arrays.stream(arguments), Arrays.stream(always)).toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    Locale.setDefault(before);
  }
}
