package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;

/**
 * What the page that verifies in the browser starts from.
 *
 * @param words in both languages, JSON
 * @param sealAnchors whose seals are believed, PEM
 * @param stampAnchors whose time stamps are believed besides, PEM; empty where nobody's are
 * @param key the line that verifies checkpoints
 */
public record VerifyPage(String words, String sealAnchors, String stampAnchors, String key) {
  public String title(Language language) {
    return VerifyText.TITLE.in(language);
  }
}
