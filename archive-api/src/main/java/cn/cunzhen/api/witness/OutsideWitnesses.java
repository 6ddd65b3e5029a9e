package cn.cunzhen.api.witness;

import cn.cunzhen.core.log.NoteSignature;
import cn.cunzhen.core.witness.Cosigning;
import cn.cunzhen.core.witness.TrustPolicy.Witness;
import cn.cunzhen.core.witness.WitnessAnswer;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Witnesses that are reached over HTTP (C2SP tlog-witness). */
public final class OutsideWitnesses implements Cosigning.Asking, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LARGEST = 64 << 10;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  @Override
  public WitnessAnswer ask(Witness witness, Bytes body) throws IOException, InterruptedException {
    if (witness.address() == null) {
      throw new IOException("the policy gives no address of " + witness.name());
    }
    String prefix = witness.address().toString().replaceAll("/+$", "");
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(prefix + "/add-checkpoint"))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(body.toArray()))
            .build();
    HttpResponse<InputStream> answer = http.send(post, BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      byte[] said = in.readNBytes(LARGEST + 1);
      if (said.length > LARGEST) {
        throw new IOException("the answer of " + witness.name() + " is too large");
      }
      return answer(answer.statusCode(), new String(said, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException("the answer of " + witness.name() + " can't be read", e);
    }
  }

  private static WitnessAnswer answer(int status, String said) throws IOException {
    return switch (status) {
      case 200 -> new WitnessAnswer.Cosigned(said.lines().map(NoteSignature::parse).toList());
      case 400 -> new WitnessAnswer.Malformed(said.strip());
      case 403 -> new WitnessAnswer.Unsigned();
      case 404 -> new WitnessAnswer.Stranger();
      case 409 -> new WitnessAnswer.OtherSize(Long.parseLong(said.strip()));
      case 422 -> new WitnessAnswer.Inconsistent();
      default -> throw new IOException("a witness answered with status " + status);
    };
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
