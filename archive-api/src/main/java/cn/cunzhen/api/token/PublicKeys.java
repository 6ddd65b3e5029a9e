package cn.cunzhen.api.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys by which programs show who they are. */
public final class PublicKeys {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  /** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private PublicKeys() {}

  /**
   * Reads a public key as a file holds it: PEM ({@code PUBLIC KEY}) or a JWK (RFC 7517).
   *
   * @return empty where it is none, is not fit for tokens ({@link SignedToken#isFit}), or holds a
   *     private key
   */
  public static Optional<JWK> read(String text) {
    try {
      Matcher pem = PEM.matcher(text);
      JWK key = pem.matches() ? ofPem(text, pem.group(1)) : JWK.parse(text);
      return Optional.of(key).filter(SignedToken::isFit);
    } catch (JOSEException | ParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static JWK ofPem(String text, String base64) throws JOSEException {
    byte[] der = Base64.getMimeDecoder().decode(base64);
    boolean ed25519 =
        der.length == ED25519.length + 32
            && Arrays.equals(der, 0, ED25519.length, ED25519, 0, ED25519.length);
    return ed25519
        ? new OctetKeyPair.Builder(
                Curve.Ed25519,
                Base64URL.encode(Arrays.copyOfRange(der, ED25519.length, der.length)))
            .build()
        : JWK.parseFromPEMEncodedObjects(text);
  }

  /** The key's name: its thumbprint by SHA-256 (RFC 7638), in base64url. */
  public static String name(JWK key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalArgumentException("a key without a thumbprint", e);
    }
  }
}
