package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, and what is done to it. */
final class ServerProcess implements AutoCloseable {
  private static final int HEAP_MEBIBYTES = 512;
  private static final Duration START = Duration.ofMinutes(10);
  private static final Duration END = Duration.ofSeconds(10);

  /** None outlives the drill, should that be ended itself. */
  private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final URI address;

  private ServerProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts a server; returns when it serves. */
  static ServerProcess start(DrillSite site, String node) throws Exception {
    return start(site, node, HEAP_MEBIBYTES);
  }

  /** Starts a server with so large a heap; returns when it serves. */
  static ServerProcess start(DrillSite site, String node, int heapMebibytes) throws Exception {
    return start(site, node, heapMebibytes, List.of());
  }

  /** Starts a server by a command that is given the server's; returns when it serves. */
  static ServerProcess start(DrillSite site, String node, int heapMebibytes, List<String> by)
      throws Exception {
    Process process = launch(site, node, heapMebibytes, by);
    try {
      CompletableFuture<URI> told = CompletableFuture.supplyAsync(() -> address(process));
      return new ServerProcess(process, told.get(START.toSeconds(), TimeUnit.SECONDS));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Starts a server and kills it so soon, wherever it is by then. */
  static void killWhileItStarts(DrillSite site, String node, int millis) throws Exception {
    Process process = launch(site, node, HEAP_MEBIBYTES, List.of());
    process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  private static Process launch(DrillSite site, String node, int heapMebibytes, List<String> by)
      throws IOException {
    List<String> command = new ArrayList<>(by);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heapMebibytes + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "cn.cunzhen.api.Main",
            "serve"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("ARCHIVE_"));
    builder.environment().putAll(site.environment(node));
    Process process =
        builder
            .directory(site.folder().toFile())
            .redirectError(Redirect.appendTo(site.folder().resolve(node + ".log").toFile()))
            .start();
    STARTED.add(process);
    return process;
  }

  /** What a server says once it serves. */
  private static URI address(Process process) {
    try {
      BufferedReader out = process.inputReader();
      String line = out.readLine();
      while (line != null && !line.startsWith("http://")) {
        line = out.readLine();
      }
      assertThat(line).as("the process ended at its start").isNotNull();
      return URI.create(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return address;
  }

  /** Lets it run for so long; it must not end by itself. */
  void awaitLife(Duration time) throws InterruptedException {
    boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(ended).as("it ends by itself").isFalse();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets it stand still for so long, as {@code kill -STOP} does. */
  void pause(Duration time) throws Exception {
    signal("STOP");
    try {
      assertThat(process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      signal("CONT");
    }
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Ends it as SIGTERM does; gives the time that it took. */
  Duration stop() throws InterruptedException {
    long began = System.nanoTime();
    process.destroy();
    assertThat(process.waitFor(2 * END.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(took).isLessThan(END);
    return took;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
