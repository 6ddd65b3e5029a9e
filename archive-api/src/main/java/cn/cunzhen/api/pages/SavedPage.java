package cn.cunzhen.api.pages;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;

/**
 * The page that verifies in the browser, with its style and its script inside, as it is saved.
 *
 * <p>Its policy (CSP level 3) lets the browser run just this script, and lets nothing be fetched or
 * sent.
 */
public record SavedPage(VerifyPage page, String style, String script) {
  public String policy() {
    return "default-src 'none'; script-src '%s'; style-src '%s'; base-uri 'none'; form-action 'none'"
        .formatted(source(script), source(style));
  }

  private static String source(String content) {
    return "sha256-" + Sha256.of(Bytes.utf8(content)).bytes().base64();
  }
}
