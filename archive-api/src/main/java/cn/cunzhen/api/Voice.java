package cn.cunzhen.api;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What a command says, in the user's language: results on standard output, the rest beside it. */
record Voice(CommandSpec spec) {
  /** The text of this key, its places filled. */
  String text(String key, Object... values) {
    return spec.resourceBundle().getString(key).formatted(values);
  }

  /** Says it on standard output. */
  void say(String key, Object... values) {
    print(text(key, values));
  }

  /** Says on standard output what has no key: data. */
  void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** Says it on standard error, so that it never mixes with a result. */
  void remark(String key, Object... values) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text(key, values));
    err.flush();
  }

  /** What to throw where the command can't go on, and why. */
  CommandFailure failure(String key, Object... values) {
    return new CommandFailure(text(key, values), spec.exitCodeOnExecutionException());
  }

  /** What to throw where the command was called with values that can't be. */
  CommandFailure wrong(String key, Object... values) {
    return new CommandFailure(text(key, values), spec.exitCodeOnInvalidInput());
  }
}
