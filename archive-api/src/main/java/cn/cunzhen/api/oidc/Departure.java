package cn.cunzhen.api.oidc;

import java.net.URI;

/**
 * A browser is to go to the provider.
 *
 * @param secret what it must keep meanwhile, and nobody else may see
 */
public record Departure(URI to, String secret) {
  @Override
  public String toString() {
    return "departure";
  }
}
