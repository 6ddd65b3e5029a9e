package cn.cunzhen.api.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Verifies what a provider has signed (RFC 7519, RFC 8725): its signature, by a key that the
 * provider publishes and an algorithm of a short list, issuer, audience and times.
 */
final class SignedTokens {
  /** How far clocks may be apart. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** By keys that are published; so neither {@code none} nor an HMAC. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  private static final int LEAST_RSA_BITS = 2048;
  private static final int LONGEST = 16 << 10;

  /** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final Provider provider;
  private final Clock clock;

  SignedTokens(Provider provider, Clock clock) {
    this.provider = provider;
    this.clock = clock;
  }

  /**
   * The claims of a token.
   *
   * @param types its header may have, in lower case and without {@code application/}; the empty one
   *     stands for none
   * @throws TokenException if it is not believed
   * @throws ProviderException if the provider's keys can't be had
   */
  ObjectNode claims(String token, Set<String> types, String audience)
      throws TokenException, ProviderException {
    JWSObject signed = parse(token);
    JWSHeader header = signed.getHeader();
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      throw new TokenException(TokenFault.ALGORITHM);
    }
    if (!types.contains(type(header))) {
      throw new TokenException(TokenFault.TYPE);
    }
    if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
      throw new TokenException(TokenFault.MALFORMED);
    }
    List<JWK> keys = provider.keys(header);
    if (keys.isEmpty()) {
      throw new TokenException(TokenFault.KEY);
    }
    if (keys.stream().noneMatch(key -> holds(signed, key))) {
      throw new TokenException(TokenFault.SIGNATURE);
    }
    ObjectNode claims = object(signed);
    check(claims, audience);
    return claims;
  }

  /** When a token of these claims ends, clocks apart included. */
  static Instant end(JsonNode claims) {
    return time(claims, "exp").plus(SKEW);
  }

  private static JWSObject parse(String token) throws TokenException {
    if (token.length() > LONGEST) {
      throw new TokenException(TokenFault.MALFORMED);
    }
    try {
      return JWSObject.parse(token);
    } catch (ParseException | IllegalArgumentException e) {
      throw new TokenException(TokenFault.MALFORMED);
    }
  }

  private static ObjectNode object(JWSObject signed) throws TokenException {
    try {
      return ProviderHttp.object(signed.getPayload().toBytes());
    } catch (ProviderException e) {
      throw new TokenException(TokenFault.MALFORMED);
    }
  }

  private static String type(JWSHeader header) {
    String type =
        header.getType() == null ? "" : header.getType().getType().toLowerCase(Locale.ROOT);
    return type.startsWith("application/") ? type.substring("application/".length()) : type;
  }

  private void check(JsonNode claims, String audience) throws TokenException {
    Instant now = clock.instant();
    if (!ProviderHttp.text(claims, "iss").equals(provider.issuer().toString())) {
      throw new TokenException(TokenFault.ISSUER);
    }
    if (!names(claims.path("aud"), audience)) {
      throw new TokenException(TokenFault.AUDIENCE);
    }
    if (!claims.path("exp").isNumber() || !claims.path("iat").isNumber()) {
      throw new TokenException(TokenFault.INCOMPLETE);
    }
    if (!now.isBefore(end(claims))) {
      throw new TokenException(TokenFault.EXPIRED);
    }
    Instant latest = now.plus(SKEW);
    if (time(claims, "iat").isAfter(latest)
        || (claims.has("nbf") && time(claims, "nbf").isAfter(latest))) {
      throw new TokenException(TokenFault.EARLY);
    }
  }

  private static boolean names(JsonNode audiences, String audience) {
    if (audiences.isTextual()) {
      return audiences.textValue().equals(audience);
    }
    for (JsonNode each : audiences) {
      if (each.isTextual() && each.textValue().equals(audience)) {
        return true;
      }
    }
    return false;
  }

  /** RFC 7519 NumericDate; what is none, or beyond any calendar, is a time that never comes. */
  private static Instant time(JsonNode claims, String name) {
    JsonNode seconds = claims.path(name);
    boolean fit = seconds.isNumber() && Math.abs(seconds.doubleValue()) < 1e11;
    return fit
        ? Instant.ofEpochSecond(seconds.longValue())
        : name.equals("exp") ? Instant.EPOCH : Instant.ofEpochSecond(100_000_000_000L);
  }

  private static boolean holds(JWSObject signed, JWK key) {
    try {
      return switch (key) {
        case RSAKey rsa -> rsa.size() >= LEAST_RSA_BITS && signed.verify(new RSASSAVerifier(rsa));
        case ECKey ec -> signed.verify(new ECDSAVerifier(ec));
        case OctetKeyPair pair -> Curve.Ed25519.equals(pair.getCurve()) && ed25519(signed, pair);
        default -> false;
      };
    } catch (JOSEException | GeneralSecurityException | IllegalStateException e) {
      return false; // a key that does not fit the algorithm, or is none
    }
  }

  /** The library has Ed25519 from another library; the platform has it too. */
  private static boolean ed25519(JWSObject signed, OctetKeyPair pair)
      throws GeneralSecurityException {
    byte[] point = pair.getDecodedX();
    if (point.length != 32) {
      return false;
    }
    byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + point.length);
    System.arraycopy(point, 0, encoded, ED25519.length, point.length);
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(signed.getSigningInput());
    return signature.verify(signed.getSignature().decode());
  }
}
