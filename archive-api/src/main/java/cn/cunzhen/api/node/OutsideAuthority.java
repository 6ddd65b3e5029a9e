package cn.cunzhen.api.node;

import cn.cunzhen.core.seal.TimeStampAuthority;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A time-stamp authority that is reached over HTTP (RFC 3161 §3.4). */
final class OutsideAuthority implements TimeStampAuthority, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LARGEST = 256 << 10;

  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  OutsideAuthority(URI address) {
    this.address = address;
  }

  @Override
  public Bytes answer(Bytes request) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .POST(BodyPublishers.ofByteArray(request.toArray()))
            .build();
    HttpResponse<InputStream> answer = http.send(post, BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException(
            "the time-stamp authority answered with status " + answer.statusCode());
      }
      byte[] reply = body.readNBytes(LARGEST + 1);
      if (reply.length > LARGEST) {
        throw new IOException("the time-stamp authority's answer is too large");
      }
      return Bytes.of(reply);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
