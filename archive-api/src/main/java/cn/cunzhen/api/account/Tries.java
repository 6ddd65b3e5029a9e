package cn.cunzhen.api.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How many passwords were tried of late, and how long the next try has to wait. Any thread may use
 * it.
 *
 * <p>Counted are tries at one account from one address, at one account from anywhere, and from one
 * address at all; each has a number of tries that wait for nothing, and after it the wait doubles
 * from one second to a quarter of an hour. A stranger who tries an account can't keep its holder
 * out from another address, unless from very many. An hour without a try forgets all.
 *
 * <p>A try counts before it is known to be wrong, so that many at once are no way around it.
 */
final class Tries {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int MOST = 100_000;

  /** An IPv6 network of which one household or company has all addresses. */
  private static final int NETWORK = 8;

  private final Cache<Key, Count> counts =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FORGOTTEN).build();

  private final Clock clock;

  Tries(Clock clock) {
    this.clock = clock;
  }

  /** What tries have in common. */
  private enum Kind {
    ACCOUNT_AND_ADDRESS(5),
    ACCOUNT(50),
    ADDRESS(200);

    private final int free;

    Kind(int free) {
      this.free = free;
    }
  }

  private record Key(Kind kind, String what) {}

  private record Count(int tries, Instant last, Instant next) {
    static final Count NONE = new Count(0, Instant.MIN, Instant.MIN);
  }

  /**
   * Begins a try, unless it has to wait.
   *
   * @return how long it has to wait; empty where it may go on
   */
  synchronized Optional<Duration> begin(String account, String address) {
    Instant now = clock.instant();
    List<Key> keys = keys(account, address);
    Optional<Duration> wait =
        keys.stream()
            .map(key -> Duration.between(now, count(key, now).next()))
            .filter(Duration::isPositive)
            .max(Duration::compareTo);
    if (wait.isEmpty()) {
      keys.forEach(key -> counts.put(key, more(key.kind(), count(key, now), now)));
    }
    return wait;
  }

  /** That a try was right: it counts no more, nor do those before it at this account from here. */
  synchronized void right(String account, String address) {
    Instant now = clock.instant();
    for (Key key : keys(account, address)) {
      Count count = count(key, now);
      if (key.kind() == Kind.ACCOUNT_AND_ADDRESS || count.tries() <= 1) {
        counts.invalidate(key);
      } else {
        counts.put(key, new Count(count.tries() - 1, count.last(), Instant.MIN));
      }
    }
  }

  private Count count(Key key, Instant now) {
    Count count = counts.getIfPresent(key);
    return count == null || count.last().plus(FORGOTTEN).isBefore(now) ? Count.NONE : count;
  }

  private static Count more(Kind kind, Count before, Instant now) {
    int tries = before.tries() + 1;
    int over = tries - kind.free;
    return new Count(tries, now, over < 0 ? Instant.MIN : now.plus(wait(over)));
  }

  private static Duration wait(int over) {
    int doublings = Math.min(over, Long.SIZE - Long.numberOfLeadingZeros(LONGEST_WAIT.toSeconds()));
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private static List<Key> keys(String account, String address) {
    String name = Accounts.isName(account) ? account : "";
    String network = network(address);
    return List.of(
        new Key(Kind.ACCOUNT_AND_ADDRESS, name + " " + network),
        new Key(Kind.ACCOUNT, name),
        new Key(Kind.ADDRESS, network));
  }

  /** What is no address that anyone knows is one address. */
  private static String network(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address.replaceFirst("%[^]]*", "")).getAddress();
      return HexFormat.of()
          .formatHex(bytes.length > NETWORK ? Arrays.copyOf(bytes, NETWORK) : bytes);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
