package cn.cunzhen.api;

import cn.cunzhen.api.client.RefusedException;
import cn.cunzhen.api.client.RemoteArchive;
import cn.cunzhen.api.config.Setting;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that asks a running archive. */
final class ConnectionOptions {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  @Option(names = "--server", paramLabel = "URL")
  private @Nullable URI server;

  @Option(names = "--account", paramLabel = "NAME")
  private @Nullable String account;

  /** Asks for the password, and signs in. */
  RemoteArchive signIn(Voice voice) throws IOException, InterruptedException {
    URI address = server == null ? usual(System.getenv()) : server;
    if (address.getHost() == null || !SCHEMES.contains(address.getScheme())) {
      throw voice.wrong("server.address");
    }
    if (account == null) {
      throw voice.wrong("server.account");
    }
    String password = new PasswordPrompt(voice).known(account);
    try {
      return RemoteArchive.signIn(address, Locale.getDefault(), account, password);
    } catch (RefusedException e) {
      throw voice.failure("server.refused", address, e.refused().says());
    } catch (IOException e) {
      throw voice.failure("server.silent", address);
    }
  }

  /** The archive of this machine. */
  static URI usual(Map<String, String> environment) {
    String port =
        environment.getOrDefault(Setting.HTTP_PORT.variable(), Setting.HTTP_PORT.preset());
    return URI.create(
        environment.getOrDefault("ARCHIVE_SERVER", "http://127.0.0.1:" + port.strip()));
  }
}
