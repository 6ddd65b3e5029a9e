package cn.cunzhen.api;

import cn.cunzhen.api.account.PasswordFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks for a password: without echo where a person sits at a terminal, else the first line of
 * standard input. It is never an argument, which other users of the machine could see.
 */
final class PasswordPrompt {
  private final Voice voice;

  PasswordPrompt(Voice voice) {
    this.voice = voice;
  }

  /** The password of this account, to sign in with. */
  String known(String account) throws IOException {
    return ask("password.ask", account);
  }

  /** A new password for this account; a person types it twice. */
  String fresh(String account) throws IOException {
    String password = ask("password.new", account);
    if (Terminal.isThere() && !ask("password.again", account).equals(password)) {
      throw voice.wrong("password.differ");
    }
    if (PasswordFault.of(account, password).isPresent()) {
      throw voice.wrong("password.weak", PasswordFault.SHORTEST, PasswordFault.LONGEST);
    }
    return password;
  }

  private String ask(String key, String account) throws IOException {
    Optional<String> typed = Terminal.secret(voice.text(key, account));
    String password = typed.isPresent() ? typed.get() : firstLine();
    if (password.isEmpty()) {
      throw voice.wrong("password.none");
    }
    return password;
  }

  private static String firstLine() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
