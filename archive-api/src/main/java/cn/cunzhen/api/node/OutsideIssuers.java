package cn.cunzhen.api.node;

import cn.cunzhen.core.revocation.RevocationSource;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Issuers that are reached over HTTP (RFC 5280 §4.2.1.13, RFC 6960 appendix A).
 *
 * <p>The addresses stand in certificates, whose issuers are believed for what they sign and for
 * nothing else: no redirect is followed, and a host on a private address is not asked unless it is
 * named by the configuration.
 */
final class OutsideIssuers implements RevocationSource, AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int LARGEST_LIST = 16 << 20;
  private static final int LARGEST_ANSWER = 64 << 10;

  private final Set<String> allowed;
  private final Duration patience;
  private final HttpClient http;

  /**
   * @param allowed hosts on private addresses that may be asked
   * @param patience for one answer, to its last byte
   */
  OutsideIssuers(Set<String> allowed, Duration patience) {
    this.allowed = Set.copyOf(allowed);
    this.patience = patience;
    this.http =
        HttpClient.newBuilder().connectTimeout(patience).followRedirects(Redirect.NEVER).build();
  }

  @Override
  public Bytes list(URI at) throws IOException, InterruptedException {
    return send(at, HttpRequest.newBuilder(at).GET(), LARGEST_LIST);
  }

  @Override
  public Bytes answer(URI at, Bytes question) throws IOException, InterruptedException {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(at)
            .header("Content-Type", "application/ocsp-request")
            .header("Accept", "application/ocsp-response")
            .POST(BodyPublishers.ofByteArray(question.toArray()));
    return send(at, post, LARGEST_ANSWER);
  }

  private Bytes send(URI at, HttpRequest.Builder request, int largest)
      throws IOException, InterruptedException {
    requireOpen(at);
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
    try {
      HttpResponse<byte[]> got = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (got.statusCode() != 200) {
        throw new IOException("status " + got.statusCode());
      }
      return Bytes.of(got.body());
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + patience.toSeconds() + " s", e);
    } finally {
      answer.cancel(true);
    }
  }

  private void requireOpen(URI at) throws IOException {
    String host = at.getHost().toLowerCase(Locale.ROOT);
    if (allowed.contains(host)) {
      return;
    }
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (isPrivate(address)) {
        throw new IOException(host + " is on a private address, and not allowed");
      }
    }
  }

  /** Loopback, link-local, site-local, unspecified, multicast; fc00::/7 and 100.64.0.0/10. */
  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean unique = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
    return unique
        || shared
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
