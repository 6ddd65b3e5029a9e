package cn.cunzhen.api.witness;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Address;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.HttpServer;
import cn.cunzhen.api.http.Pace;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Proxies;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.log.Cosigner;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.NoteSignature;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.witness.Witness;
import cn.cunzhen.core.witness.WitnessAnswer;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import cn.cunzhen.storage.file.FileStore;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A witness that logs reach over HTTP. All that it is lies in one folder. */
public final class WitnessServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int LARGEST = Note.MAX_BYTES + (16 << 10);
  private static final ObjectKey KEY = ObjectKey.of("key");

  private final FileStore store;
  private final Witness witness;
  private final HttpServer server;

  private WitnessServer(FileStore store, Witness witness, String host, int port) {
    this.store = store;
    this.witness = witness;
    this.server =
        new HttpServer(
            host,
            port,
            null,
            routes(),
            Proxies.NONE,
            Pace.Rate.USUAL,
            new Address(null, host, false),
            token -> Optional.empty(),
            (context, problem) -> context.contentType(TEXT).result(problem.code().word() + "\n"));
  }

  /**
   * Starts a witness; its key is made with the folder.
   *
   * @param folder readable by its owner alone; a copy of it must never run beside it
   * @param logs whose checkpoints it cosigns
   */
  public static WitnessServer start(
      Path folder, KeyName name, Collection<VerifierKey> logs, String host, int port)
      throws IOException {
    Files.createDirectories(folder);
    FileStore store = FileStore.open(folder);
    try {
      Cosigner cosigner = Cosigner.of(name, seed(store.heads(), new SecureRandom()));
      Witness witness = new Witness(cosigner, logs, store.heads(), Clock.systemUTC());
      return new WitnessServer(store, witness, host, port);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static Bytes seed(Heads heads, SecureRandom random) {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    if (heads.putOnce(KEY, Bytes.of(seed)) instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
    return heads.get(KEY).orElseThrow().value();
  }

  /** What verifies its cosignatures. */
  public VerifierKey verifierKey() {
    return witness.verifierKey();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }

  private List<Route> routes() {
    return List.of(
        Route.of(POST, "/add-checkpoint", Access.anyone(), "Have a checkpoint cosigned.")
            .takes("text/plain", "as C2SP tlog-witness words it")
            .gives(200, TEXT, "cosignature lines")
            .by(this::add),
        Route.of(GET, "/{log}/checkpoint", Access.anyone(), "The checkpoint cosigned last.")
            .path("log", "SHA-256 of the log's origin, in hexadecimal")
            .gives(200, TEXT, "a signed note")
            .by(this::latest),
        Route.of(GET, "/vkey", Access.anyone(), "The key that verifies its cosignatures.")
            .gives(200, TEXT, "a verifier key line (C2SP tlog-cosignature)")
            .by(exchange ->
                exchange.context().contentType(TEXT).result(verifierKey().format() + "\n")));
  }

  private void add(Exchange exchange) throws IOException {
    byte[] body = exchange.body(LARGEST).readAllBytes();
    Context context = exchange.context().contentType(TEXT);
    switch (witness.add(Bytes.of(body))) {
      case WitnessAnswer.Cosigned(List<NoteSignature> signatures) ->
          context.result(
              signatures.stream()
                  .map(signature -> signature.format() + "\n")
                  .collect(Collectors.joining()));
      case WitnessAnswer.OtherSize(long size) ->
          context.status(409).contentType("text/x.tlog.size").result(size + "\n");
      case WitnessAnswer.Malformed(String why) -> context.status(400).result(why + "\n");
      case WitnessAnswer.Unsigned _ -> context.status(403).result("not signed by the log\n");
      case WitnessAnswer.Stranger _ -> context.status(404).result("no such log is known here\n");
      case WitnessAnswer.Inconsistent _ ->
          context.status(422).result("not shown to continue what was cosigned before\n");
    }
  }

  private void latest(Exchange exchange) {
    String log = exchange.context().pathParam("log");
    if (!log.matches("[0-9a-f]{64}")) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    Note note = witness.latest(log).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    exchange.context().contentType(TEXT).result(note.format().toArray());
  }
}
