package cn.cunzhen.api.node;

import cn.cunzhen.core.revocation.RevocationSource;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

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

  private static final MediaType QUESTION = MediaType.get("application/ocsp-request");

  private final Set<String> allowed;
  private final Duration patience;
  private final Resolver resolver;
  private final OkHttpClient http;

  /** Says where a host is. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * @param allowed hosts on private addresses that may be asked
   * @param patience for one answer, to its last byte
   */
  OutsideIssuers(Set<String> allowed, Duration patience) {
    this(allowed, patience, InetAddress::getAllByName);
  }

  OutsideIssuers(Set<String> allowed, Duration patience, Resolver resolver) {
    this.allowed = Set.copyOf(allowed);
    this.patience = patience;
    this.resolver = resolver;
    // Names are resolved where connections are made, once: what is looked at is what is asked.
    this.http =
        new OkHttpClient.Builder()
            .dns(this::open)
            .callTimeout(patience)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  @Override
  public Bytes list(URI at) throws IOException {
    return send(request(at).get().build(), LARGEST_LIST);
  }

  @Override
  public Bytes answer(URI at, Bytes question) throws IOException {
    Request request =
        request(at)
            .header("Accept", "application/ocsp-response")
            .post(RequestBody.create(question.toArray(), QUESTION))
            .build();
    return send(request, LARGEST_ANSWER);
  }

  private Request.Builder request(URI at) throws IOException {
    HttpUrl url = HttpUrl.get(at);
    if (url == null) {
      throw new IOException("no address to ask: " + at);
    }
    requireOpen(url.host());
    return new Request.Builder().url(url);
  }

  private Bytes send(Request request, int largest) throws IOException {
    try (Response got = http.newCall(request).execute()) {
      if (got.code() != 200) {
        throw new IOException("status " + got.code());
      }
      byte[] body = got.body().byteStream().readNBytes(largest + 1);
      if (body.length > largest) {
        throw new IOException("more than " + largest + " bytes");
      }
      return Bytes.of(body);
    } catch (InterruptedIOException e) {
      throw new IOException("no answer within " + patience.toSeconds() + " s", e);
    }
  }

  /** An address in figures is nobody's name, and is resolved by nobody. */
  private void requireOpen(String host) throws IOException {
    try {
      requireOpen(host, InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      // A name: where it leads is looked at when it is asked.
    }
  }

  private void requireOpen(String host, InetAddress address) throws UnknownHostException {
    if (isPrivate(address) && !allowed.contains(host.toLowerCase(Locale.ROOT))) {
      throw new UnknownHostException(host + " is on a private address, and not allowed");
    }
  }

  private List<InetAddress> open(String host) throws UnknownHostException {
    List<InetAddress> found = List.of(resolver.resolve(host));
    for (InetAddress address : found) {
      requireOpen(host, address);
    }
    return found;
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
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
  }
}
