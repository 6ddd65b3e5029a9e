package cn.cunzhen.api.token;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A JWT that somebody has signed, of which nothing is believed before {@link #claims} (RFC 7519,
 * RFC 8725): algorithms are those of a short list, and keys are the caller's affair.
 */
public final class SignedToken {
  /** How far clocks may be apart. */
  public static final Duration SKEW = Duration.ofSeconds(60);

  /** By keys that are public; so neither {@code none} nor an HMAC. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int LEAST_RSA_BITS = 2048;
  private static final int LONGEST = 16 << 10;

  /** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final JWSObject signed;
  private final ObjectNode said;

  private SignedToken(JWSObject signed, ObjectNode said) {
    this.signed = signed;
    this.said = said;
  }

  /**
   * Reads a token.
   *
   * @param types its header may have, in lower case and without {@code application/}; the empty one
   *     stands for none
   * @throws TokenException if it is none that could be verified
   */
  public static SignedToken parse(String token, Set<String> types) throws TokenException {
    JWSObject signed = read(token);
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
    return new SignedToken(signed, object(signed));
  }

  private static JWSObject read(String token) throws TokenException {
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
      if (JSON.readTree(signed.getPayload().toBytes()) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw new TokenException(TokenFault.MALFORMED);
    }
    throw new TokenException(TokenFault.MALFORMED);
  }

  private static String type(JWSHeader header) {
    String type =
        header.getType() == null ? "" : header.getType().getType().toLowerCase(Locale.ROOT);
    return type.startsWith("application/") ? type.substring("application/".length()) : type;
  }

  /** Which key it may be signed with, by its own account. */
  public JWSHeader header() {
    return signed.getHeader();
  }

  /** Whose it is by its own account; empty where it does not say. */
  public String issuer() {
    return text(said, "iss");
  }

  /**
   * What it says, once that is believed.
   *
   * @param keys one of which must have signed it
   * @param audiences one of which it must be for
   * @throws TokenException if it is not believed
   */
  public ObjectNode claims(Collection<JWK> keys, String issuer, Set<String> audiences, Instant now)
      throws TokenException {
    if (keys.isEmpty()) {
      throw new TokenException(TokenFault.KEY);
    }
    if (keys.stream().noneMatch(this::isSignedBy)) {
      throw new TokenException(TokenFault.SIGNATURE);
    }
    if (!issuer().equals(issuer)) {
      throw new TokenException(TokenFault.ISSUER);
    }
    if (audiences.stream().noneMatch(audience -> names(said.path("aud"), audience))) {
      throw new TokenException(TokenFault.AUDIENCE);
    }
    if (!said.path("exp").isNumber() || !said.path("iat").isNumber()) {
      throw new TokenException(TokenFault.INCOMPLETE);
    }
    if (!now.isBefore(end(said))) {
      throw new TokenException(TokenFault.EXPIRED);
    }
    Instant latest = now.plus(SKEW);
    if (time(said, "iat").isAfter(latest)
        || (said.has("nbf") && time(said, "nbf").isAfter(latest))) {
      throw new TokenException(TokenFault.EARLY);
    }
    return said;
  }

  /** When a token of these claims ends, clocks apart included. */
  public static Instant end(JsonNode claims) {
    return time(claims, "exp").plus(SKEW);
  }

  /** A claim that is a text; empty where there is none. */
  public static String text(JsonNode claims, String name) {
    return claims.path(name).isTextual() ? claims.path(name).textValue() : "";
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

  /** Whether tokens may be signed with keys like this one, which is a public key. */
  public static boolean isFit(JWK key) {
    return switch (key) {
      case RSAKey rsa -> !rsa.isPrivate() && rsa.size() >= LEAST_RSA_BITS;
      case ECKey ec -> !ec.isPrivate() && List.of(Curve.P_256, Curve.P_384).contains(ec.getCurve());
      case OctetKeyPair pair -> !pair.isPrivate() && isEd25519(pair);
      default -> false;
    };
  }

  private static boolean isEd25519(OctetKeyPair pair) {
    return Curve.Ed25519.equals(pair.getCurve()) && pair.getDecodedX().length == 32;
  }

  private boolean isSignedBy(JWK key) {
    try {
      return switch (key) {
        case RSAKey rsa -> rsa.size() >= LEAST_RSA_BITS && signed.verify(new RSASSAVerifier(rsa));
        case ECKey ec -> signed.verify(new ECDSAVerifier(ec));
        case OctetKeyPair pair -> isEd25519(pair) && isSignedByEd25519(pair);
        default -> false;
      };
    } catch (JOSEException | GeneralSecurityException | IllegalStateException e) {
      return false; // a key that does not fit the algorithm, or is none
    }
  }

  /** The library has Ed25519 from another library; the platform has it too. */
  private boolean isSignedByEd25519(OctetKeyPair pair) throws GeneralSecurityException {
    byte[] point = pair.getDecodedX();
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
