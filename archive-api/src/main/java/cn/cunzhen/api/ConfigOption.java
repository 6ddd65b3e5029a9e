package cn.cunzhen.api;

import cn.cunzhen.api.config.Configuration;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every command that opens an archive itself. */
final class ConfigOption {
  @Option(names = "--config", paramLabel = "FILE")
  private @Nullable Path config;

  /** The configuration that it names, or the default one, overridden by the environment. */
  Configuration load() {
    return Configuration.load(Optional.ofNullable(config), System.getenv());
  }
}
