package cn.cunzhen.api.bench;

import cn.cunzhen.core.digest.Digester;
import cn.cunzhen.core.digest.Sha256;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.ExecutionException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/**
 * The least that any archive of this kind must do: takes a POST, digests it, signs once, and
 * answers when the bytes are on disk. No form is parsed, nothing is checked, packed or found again.
 */
final class BarePipeline implements Lane, AutoCloseable {
  private final Client client;
  private final Workload workload;
  private final boolean sm;
  private final Journal journal;
  private final ECPrivateKeyParameters key = key();
  private final Javalin server;

  BarePipeline(Path folder, boolean sm, Client client, Workload workload) throws IOException {
    this.client = client;
    this.workload = workload;
    this.sm = sm;
    this.journal = new Journal(folder.resolve("journal"));
    this.server =
        Javalin.create(config -> {
          config.concurrency.useVirtualThreads = true;
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.http.maxRequestSize = Long.MAX_VALUE;
          config.routes.post("/", this::take);
        });
    server.start("127.0.0.1", 0);
  }

  private static ECPrivateKeyParameters key() {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    ECDomainParameters curve = new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
    generator.init(new ECKeyGenerationParameters(curve, new SecureRandom()));
    return (ECPrivateKeyParameters) generator.generateKeyPair().getPrivate();
  }

  private void take(Context context) throws IOException, ExecutionException, InterruptedException {
    Digester digester = new Digester(sm);
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(0, context.contentLength()));
    InputStream in = context.req().getInputStream();
    byte[] chunk = new byte[64 << 10];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      digester.update(chunk, 0, n);
      body.write(chunk, 0, n);
    }
    Sha256 digest = digester.finish().sha256();
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, key);
    String signature = signer.generateSignature(digest.bytes().toArray())[0].toString(16);
    journal.append(ByteBuffer.wrap(body.toByteArray())).get();
    context
        .status(201)
        .contentType("application/json")
        .result("{\"signature\":\"" + signature + "\"}");
  }

  @Override
  public String name() {
    return "bare pipeline";
  }

  @Override
  public void once() throws IOException, InterruptedException {
    client.submit(URI.create("http://127.0.0.1:" + server.port() + "/"), "none", workload.next());
  }

  @Override
  public void close() throws IOException {
    server.stop();
    journal.close();
  }
}
