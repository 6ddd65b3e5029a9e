package cn.cunzhen.api.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** An OpenID provider as it can be known: by what it publishes. Any thread may use it. */
final class Provider {
  private final URI issuer;
  private final ProviderHttp http;
  private final Remembered<Metadata> metadata;
  private final Remembered<JWKSet> keys;

  Provider(URI issuer, ProviderHttp http, Clock clock) {
    this.issuer = issuer;
    this.http = http;
    this.metadata = new Remembered<>(this::askMetadata, clock);
    this.keys = new Remembered<>(this::askKeys, clock);
  }

  URI issuer() {
    return issuer;
  }

  /** What it says of itself, or has said within the hour. */
  Metadata metadata() throws ProviderException {
    return metadata.get();
  }

  /** What it says of itself now. */
  Metadata present() throws ProviderException {
    return metadata.now();
  }

  /** Whether it did not answer when it was last asked. */
  boolean fails() {
    return metadata.fails();
  }

  /** The keys that a signature with this header may be of; for one that is unknown it is asked. */
  List<JWK> keys(JWSHeader header) throws ProviderException {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    JWKSet present = keys.get();
    List<JWK> fitting = present.filter(matcher).getKeys();
    return fitting.isEmpty() ? keys.newerThan(present).filter(matcher).getKeys() : fitting;
  }

  private Metadata askMetadata() throws ProviderException {
    String base = issuer.toString();
    String slash = base.endsWith("/") ? "" : "/";
    URI at = URI.create(base + slash + ".well-known/openid-configuration");
    return Metadata.of(issuer, http.get(at, Map.of()));
  }

  private JWKSet askKeys() throws ProviderException {
    URI at = metadata.get().keys();
    try {
      return JWKSet.parse(http.get(at, Map.of()).toString());
    } catch (ParseException e) {
      throw new ProviderException(at + " is no set of keys: " + e.getMessage(), e);
    }
  }
}
