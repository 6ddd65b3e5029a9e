package cn.cunzhen.api.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The reverse proxies whose word is believed on where a call comes from.
 *
 * <p>Each proxy adds the address that it was called from to the end of {@code X-Forwarded-For}. So
 * that list is read from its end, and only as long as who wrote the next address is believed: what
 * a caller wrote there itself is never reached.
 */
public final class Proxies {
  /** None: calls come from where the connection comes from. */
  public static final Proxies NONE = new Proxies(List.of());

  private final List<Network> networks;

  private Proxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /** The addresses whose first bits are these. */
  private record Network(InetAddress first, int bits) {
    static Network parse(String text) {
      int slash = text.indexOf('/');
      InetAddress first = literal(slash < 0 ? text : text.substring(0, slash));
      int all = first.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException(text);
      }
      return new Network(first, bits);
    }

    boolean contains(InetAddress address) {
      byte[] one = first.getAddress();
      byte[] other = address.getAddress();
      int whole = bits / Byte.SIZE;
      int rest = 0xff00 >> (bits % Byte.SIZE) & 0xff;
      return one.length == other.length
          && Arrays.equals(one, 0, whole, other, 0, whole)
          && (rest == 0 || (one[whole] & rest) == (other[whole] & rest));
    }
  }

  /**
   * Reads addresses and networks such as {@code 10.1.2.0/24}, separated by commas.
   *
   * @throws IllegalArgumentException if one is neither
   */
  public static Proxies parse(String text) {
    List<Network> networks = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      if (!each.isBlank()) {
        networks.add(Network.parse(each.strip()));
      }
    }
    return new Proxies(networks);
  }

  /** Whether this is one of them. */
  boolean include(String address) {
    return parsed(address)
        .filter(a -> networks.stream().anyMatch(network -> network.contains(a)))
        .isPresent();
  }

  /**
   * Where a call comes from.
   *
   * @param peer who has the connection
   * @param forwarded each {@code X-Forwarded-For} of the call, in order
   * @return the last address that somebody who is believed has vouched for
   */
  String origin(String peer, List<String> forwarded) {
    List<String> hops =
        forwarded.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).toList();
    String origin = peer;
    for (String hop : hops.reversed()) {
      Optional<InetAddress> address = parsed(withoutPort(hop.strip()));
      if (!include(origin) || address.isEmpty()) {
        break;
      }
      origin = address.get().getHostAddress();
    }
    return origin;
  }

  /** Some proxies write the port as well. */
  private static String withoutPort(String hop) {
    return hop.matches("[0-9.]+:[0-9]+|\\[.*]:[0-9]+")
        ? hop.substring(0, hop.lastIndexOf(':'))
        : hop;
  }

  private static Optional<InetAddress> parsed(String text) {
    try {
      return Optional.of(literal(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Java also takes 1.2.3 for an address. */
  private static InetAddress literal(String text) {
    if (!text.contains(":") && !text.matches("\\d+(\\.\\d+){3}")) {
      throw new IllegalArgumentException(text);
    }
    return InetAddress.ofLiteral(text);
  }
}
