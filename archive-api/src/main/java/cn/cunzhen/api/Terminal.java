package cn.cunzhen.api;

import java.io.Console;
import java.util.Optional;

/** The terminal at which a person sits, if there is one. */
final class Terminal {
  private Terminal() {}

  static boolean isThere() {
    return console().isPresent();
  }

  /** What a person types, unseen; empty where there is no terminal. */
  static Optional<String> secret(String prompt) {
    return console()
        .map(console -> {
          char[] typed = console.readPassword("%s", prompt);
          return typed == null ? "" : new String(typed);
        });
  }

  // Which console Java gives where there is no terminal differs from release to release: some none.
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }
}
