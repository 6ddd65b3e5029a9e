package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.core.copy.CopyCodes;
import cn.cunzhen.core.copy.CopySealing;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to issue certified copies.
 *
 * @param archive what the archive calls itself in its ledger
 * @param address where people reach the archive; null for where the server listens
 * @param host where it listens
 * @param pages how many a copy may have
 * @param folder for copies in the making; nothing stays there
 */
public record CopyOffice(
    CopyCodes codes,
    CopySealing sealing,
    String archive,
    Places places,
    @Nullable URI address,
    String host,
    int pages,
    Path folder) {
  /**
   * Where a code is looked up. What the caller says of the host is not asked: it would be signed.
   */
  String address(Exchange exchange, String code) {
    String base = address == null ? listening(exchange) : address.toString();
    return base + path(code);
  }

  static String path(String code) {
    return "/verify/" + code;
  }

  private String listening(Exchange exchange) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + exchange.context().req().getLocalPort();
  }
}
