package cn.cunzhen.api;

import cn.cunzhen.api.config.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves the archive that the configuration names, until it is told to end. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Configuration configuration = config.load();
    try (Serving serving = Serving.start(configuration)) {
      spec.commandLine().getOut().println(serving.address());
      spec.commandLine().getOut().flush();
      return serving.await();
    }
  }
}
