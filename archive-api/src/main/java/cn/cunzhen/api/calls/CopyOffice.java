package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Address;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.core.copy.CopyCodes;
import cn.cunzhen.core.copy.CopySealing;
import java.nio.file.Path;

/**
 * What it takes to issue certified copies.
 *
 * @param archive what the archive calls itself in its ledger
 * @param pages how many a copy may have
 * @param folder for copies in the making; nothing stays there
 */
public record CopyOffice(
    CopyCodes codes,
    CopySealing sealing,
    String archive,
    Places places,
    Address address,
    int pages,
    Path folder) {
  /**
   * Where a code is looked up. What the caller says of the host is not asked: it would be signed.
   */
  String address(Exchange exchange, String code) {
    return address.of(exchange, path(code));
  }

  static String path(String code) {
    return "/verify/" + code;
  }
}
