package cn.cunzhen.api.oidc;

import java.net.URI;
import java.time.Duration;

/**
 * The provider that is believed, and what the archive is to it.
 *
 * @param client the archive's id there
 * @param audience whom access tokens must be for
 * @param scope what is asked for at sign-in, by spaces
 * @param renewal after how long the provider is asked again what somebody may
 */
public record OpenIdSettings(
    URI issuer,
    String client,
    ClientProof proof,
    String audience,
    String scope,
    ClaimMap claims,
    Duration renewal) {}
