package cn.cunzhen.api;

import cn.cunzhen.api.config.Configuration;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the archive that the configuration names, until it is told to end. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE")
  private @Nullable Path config;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Configuration configuration = Configuration.load(Optional.ofNullable(config), System.getenv());
    try (Serving serving = Serving.start(configuration)) {
      spec.commandLine().getOut().println(serving.address());
      spec.commandLine().getOut().flush();
      return serving.await();
    }
  }
}
