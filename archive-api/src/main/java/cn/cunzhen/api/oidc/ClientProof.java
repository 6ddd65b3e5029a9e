package cn.cunzhen.api.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** How the archive shows a provider who asks for tokens (OpenID Connect Core 1.0 §9). */
public sealed interface ClientProof {
  /** Nothing but the code's own challenge (PKCE). */
  record None() implements ClientProof {}

  /** A secret that the provider has given it. */
  record Secret(String secret) implements ClientProof {
    @Override
    public String toString() {
      return "secret";
    }
  }

  /** An assertion, signed with a key that only the archive has. */
  final class Key implements ClientProof {
    private static final Duration LASTING = Duration.ofSeconds(60);

    private final JWSSigner signer;
    private final JWSHeader header;

    private Key(JWK key) throws JOSEException {
      JWSAlgorithm algorithm =
          switch (key) {
            case RSAKey rsa when rsa.isPrivate() ->
                JWSAlgorithm.PS256.equals(key.getAlgorithm())
                    ? JWSAlgorithm.PS256
                    : JWSAlgorithm.RS256;
            case ECKey ec when ec.isPrivate() && Curve.P_256.equals(ec.getCurve()) ->
                JWSAlgorithm.ES256;
            case ECKey ec when ec.isPrivate() && Curve.P_384.equals(ec.getCurve()) ->
                JWSAlgorithm.ES384;
            default -> throw new JOSEException("neither RSA nor P-256 nor P-384, or not private");
          };
      this.signer =
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
      this.header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
    }

    /**
     * Reads a key.
     *
     * @param jwk a private key as JSON (RFC 7517): RSA of 2048 bits or more, P-256 or P-384
     * @throws IllegalArgumentException if it is none
     */
    public static Key parse(String jwk) {
      try {
        return new Key(JWK.parse(jwk));
      } catch (ParseException | JOSEException | IllegalArgumentException e) {
        // The cause may repeat the key.
        throw new IllegalArgumentException("not a private key (JWK) by RSA, P-256 or P-384");
      }
    }

    /** What shows who asks, once (RFC 7523). */
    String assertion(String client, String audience, String id, Instant now)
        throws ProviderException {
      Payload claims =
          new Payload(
              Map.of(
                  "iss", client,
                  "sub", client,
                  "aud", audience,
                  "jti", id,
                  "iat", now.getEpochSecond(),
                  "exp", now.plus(LASTING).getEpochSecond()));
      try {
        JWSObject assertion = new JWSObject(header, claims);
        assertion.sign(signer);
        return assertion.serialize();
      } catch (JOSEException e) {
        throw new ProviderException("the client's key does not sign", e);
      }
    }

    @Override
    public String toString() {
      return "key";
    }
  }

  /** What goes before a colon and after it in HTTP's Basic scheme (RFC 6749 §2.3.1). */
  static String basic(String client, String secret) {
    String both = ProviderHttp.encoded(client) + ":" + ProviderHttp.encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a provider wants a secret among the form's fields. */
  static boolean posted(Set<String> ways) {
    return ways.contains("client_secret_post") && !ways.contains("client_secret_basic");
  }
}
