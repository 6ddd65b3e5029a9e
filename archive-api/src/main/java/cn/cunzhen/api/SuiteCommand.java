package cn.cunzhen.api;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stands in the help for {@code ./archive test}, which the launcher answers before Java starts. */
@Command(name = "test")
final class SuiteCommand implements Runnable {
  @Parameters(arity = "0..*", paramLabel = "MODULE|CLASS")
  private String[] only = {};

  @Override
  public void run() {
    throw new IllegalStateException("./archive test " + String.join(" ", only));
  }
}
