package cn.cunzhen.api.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where people reach this archive; what a caller says of the host is never asked.
 *
 * @param configured without a slash at its end; null for where the server listens
 * @param host where it listens
 * @param tls whether it speaks TLS there
 */
public record Address(@Nullable URI configured, String host, boolean tls) {
  /** The address of a path that begins with a slash. */
  public String of(Exchange exchange, String path) {
    return (configured == null ? listening(exchange) : configured) + path;
  }

  /** Whether it is reached over TLS, which something before it speaks. */
  boolean secure() {
    return configured != null && "https".equals(configured.getScheme());
  }

  private String listening(Exchange exchange) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return (tls ? "https://" : "http://") + name + ":" + exchange.context().req().getLocalPort();
  }
}
