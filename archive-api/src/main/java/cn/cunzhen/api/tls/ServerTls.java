package cn.cunzhen.api.tls;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.3 of a server, by the certificate and the key in two files, with HTTP/2 and HTTP/1.1 as
 * clients choose by ALPN (RFC 7301). Any thread may use it.
 */
public final class ServerTls {
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
  private static final String HTTP_1 = "http/1.1";

  /** Calls that one connection may have under way at once. */
  private static final int STREAMS = 128;

  /** From so long before a certificate ends the log says so, and how often. */
  private static final Duration SOON = Duration.ofDays(14);

  private static final Duration AGAIN = Duration.ofDays(1);

  private final TlsFiles files;
  private final InstantSource clock;
  private final SslContextFactory.Server contexts = new SslContextFactory.Server();
  private TlsPair pair;
  private @Nullable TlsFault fault;
  private Instant warned = Instant.EPOCH;

  private ServerTls(TlsFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
    this.pair = TlsPair.read(files, clock.instant());
    contexts.setSslContext(pair.context());
    contexts.setIncludeProtocols("TLSv1.3");
  }

  /**
   * Reads the pair.
   *
   * @throws UnfitTlsException if they are not a pair to serve with
   */
  public static ServerTls open(TlsFiles files, InstantSource clock) {
    return new ServerTls(files, clock);
  }

  /**
   * Looks at the files again. Where another pair lies there, connections that begin from now on get
   * it; those that are open go on. Where what lies there is no pair to serve with, the log says
   * why, once for each fault, and the one before goes on. That it ends soon the log says once a
   * day.
   */
  public synchronized void refresh() {
    Instant now = clock.instant();
    try {
      exchange(TlsPair.read(files, now));
      fault = null;
    } catch (UnfitTlsException e) {
      if (!e.fault().equals(fault)) {
        LOG.warn("the certificate before goes on, {}: {}", pair, e.getMessage());
      }
      fault = e.fault();
    }
    if (!now.isBefore(pair.ends().minus(soon())) && !now.isBefore(warned.plus(AGAIN))) {
      warned = now;
      LOG.warn(
          "the certificate that serves, or an issuer's, ends at {}: put a renewed one into {}",
          pair.ends(),
          files.certificate());
    }
  }

  private void exchange(TlsPair found) {
    if (found.equals(pair)) {
      return;
    }
    try {
      contexts.reload(factory -> factory.setSslContext(found.context()));
    } catch (Exception e) {
      throw new IllegalStateException("the certificate could not be exchanged", e);
    }
    pair = found;
    warned = Instant.EPOCH;
    LOG.info("another certificate serves from now on: {}", found);
  }

  /** A third of its life, where that is short. */
  private Duration soon() {
    Duration third = pair.life().dividedBy(3);
    return third.compareTo(SOON) < 0 ? third : SOON;
  }

  /** When the first certificate of those that serve ends. */
  public synchronized Instant ends() {
    return pair.ends();
  }

  /** Why what lies there now does not serve; null where it does. */
  public synchronized @Nullable TlsFault fault() {
    return fault;
  }

  /** What listens, and speaks nothing but TLS. */
  public ServerConnector connector(
      Server server, HttpConfiguration configuration, String host, int port) {
    HttpConfiguration http = new HttpConfiguration(configuration);
    // Whoever looks after a node asks it by its address, which no certificate names. Whatever the
    // host is called, there is one archive here.
    http.addCustomizer(new SecureRequestCustomizer(false));
    // Resets, pings and settings beyond 128 a second end a connection: so it is made.
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
    http2.setMaxConcurrentStreams(STREAMS);
    http2.setConnectProtocolEnabled(false);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", HTTP_1);
    alpn.setDefaultProtocol(HTTP_1);
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(contexts, alpn.getProtocol()),
            alpn,
            http2,
            new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }
}
