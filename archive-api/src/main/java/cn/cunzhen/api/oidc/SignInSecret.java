package cn.cunzhen.api.oidc;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * What only the browser that begins a sign-in has; state, nonce and PKCE verifier come from it, so
 * that nothing has to be kept here until it is back, at whatever node.
 */
record SignInSecret(String value) {
  /** What the browser must bring back. */
  String state() {
    return derived("state");
  }

  /** What the ID token must repeat. */
  String nonce() {
    return derived("nonce");
  }

  /** RFC 7636 §4.1. */
  String verifier() {
    return derived("verifier");
  }

  /** RFC 7636 §4.2, S256. */
  String challenge() {
    return base64(Sha256.of(Bytes.utf8(verifier())));
  }

  boolean isStateOf(String given) {
    return MessageDigest.isEqual(
        state().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private String derived(String what) {
    return base64(Sha256.of(Bytes.utf8("cunzhen sign-in " + what + "\n" + value)));
  }

  private static String base64(Sha256 digest) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.bytes().toArray());
  }

  @Override
  public String toString() {
    return "secret";
  }
}
