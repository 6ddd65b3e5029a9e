package cn.cunzhen.api.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The networks that callers come from. */
public final class CallerNetwork {
  /** An IPv6 network of which one household or company has all addresses. */
  private static final int BYTES = 8;

  private CallerNetwork() {}

  /**
   * The first bits of an address; empty for this machine itself. What is no address that anyone
   * knows is one network.
   */
  public static Optional<String> of(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address.replaceFirst("%[^]]*", ""));
      byte[] bytes = parsed.getAddress();
      return parsed.isLoopbackAddress()
          ? Optional.empty()
          : Optional.of(
              HexFormat.of().formatHex(bytes.length > BYTES ? Arrays.copyOf(bytes, BYTES) : bytes));
    } catch (IllegalArgumentException e) {
      return Optional.of("");
    }
  }
}
