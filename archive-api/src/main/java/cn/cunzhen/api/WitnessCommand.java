package cn.cunzhen.api;

import cn.cunzhen.api.witness.WitnessServer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a witness, until it is told to end. */
@Command(name = "witness")
final class WitnessCommand implements Callable<Integer> {
  @Option(names = "--name", paramLabel = "NAME", required = true)
  private String name = "";

  @Option(names = "--log", paramLabel = "FILE", required = true, arity = "1..*")
  private List<Path> logs = List.of();

  @Option(names = "--folder", paramLabel = "FOLDER")
  private Path folder = Path.of("witness");

  @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1")
  private String host = "";

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "8090")
  private int port;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Voice voice = new Voice(spec);
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (WitnessServer witness =
        WitnessServer.start(folder, name(voice), keys(voice), host, port)) {
      // The hook waits, so that the process lives until everything has been put down.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ended, closed), "end"));
      voice.print("http://" + host + ":" + witness.port() + "/");
      voice.print(witness.verifierKey().format());
      ended.await();
    } finally {
      closed.countDown();
    }
    return 0;
  }

  private static void end(CountDownLatch ended, CountDownLatch closed) {
    ended.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KeyName name(Voice voice) {
    try {
      return new KeyName(name);
    } catch (IllegalArgumentException e) {
      throw voice.wrong("witness.name", name);
    }
  }

  private List<VerifierKey> keys(Voice voice) {
    List<VerifierKey> keys = new ArrayList<>();
    for (Path file : logs) {
      try {
        keys.add(VerifierKey.parse(Files.readString(file).strip()));
      } catch (IOException | IllegalArgumentException e) {
        throw voice.wrong("verify.unreadable", file);
      }
    }
    return keys;
  }
}
