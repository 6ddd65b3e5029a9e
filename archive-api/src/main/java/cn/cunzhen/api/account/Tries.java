package cn.cunzhen.api.account;

import cn.cunzhen.api.http.CallerNetwork;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many passwords were tried of late, and how long the next try has to wait. Any thread may use
 * it.
 *
 * <p>Counted are tries at one account from one network, at one account from anywhere, and from one
 * network at all; each has a number of tries that wait for nothing, and after it the wait doubles
 * from one second on. An hour without a try forgets all. Of an account that has signed in from a
 * network of late, only its own tries from there count: strangers elsewhere, or behind the same
 * address with other names, don't keep its holder out.
 *
 * <p>Calls from this machine itself come from no network: they may be those of a proxy, behind
 * which is everybody. They count for the account alone.
 *
 * <p>A try counts before it is known to be wrong, so that many at once are no way around it.
 */
final class Tries {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final Duration FAMILIAR = Duration.ofDays(30);
  private static final int MOST = 100_000;

  private final Cache<Key, Count> counts =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FORGOTTEN).build();

  /** When an account last signed in from a network. */
  private final Cache<Key, Instant> familiar =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FAMILIAR).build();

  private final Clock clock;

  Tries(Clock clock) {
    this.clock = clock;
  }

  /** What tries have in common. */
  private enum Kind {
    ACCOUNT_AND_NETWORK(5, Duration.ofMinutes(15)),
    ACCOUNT(50, Duration.ofMinutes(1)),
    NETWORK(200, Duration.ofMinutes(15));

    private final int free;
    private final Duration longest;

    Kind(int free, Duration longest) {
      this.free = free;
      this.longest = longest;
    }
  }

  private record Key(Kind kind, String what) {
    static Key of(String account, String network) {
      return new Key(Kind.ACCOUNT_AND_NETWORK, name(account) + " " + network);
    }

    /** What can be no account's name is one account. */
    static String name(String account) {
      return Accounts.isName(account) ? account : "";
    }
  }

  private record Count(int tries, Instant last, Instant next) {
    static final Count NONE = new Count(0, Instant.MIN, Instant.MIN);
  }

  /**
   * Begins a try, which counts as a wrong one until it is said to be none, unless it has to wait.
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
    undecided(account, address);
    CallerNetwork.of(address)
        .map(network -> Key.of(account, network))
        .ifPresent(key -> {
          counts.invalidate(key);
          familiar.put(key, clock.instant());
        });
  }

  /** That nobody could tell whether a try was right: it counts no more. */
  synchronized void undecided(String account, String address) {
    Instant now = clock.instant();
    for (Key key : keys(account, address)) {
      Count count = count(key, now);
      if (count.tries() <= 1) {
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
    return new Count(tries, now, over < 0 ? Instant.MIN : now.plus(wait(over, kind.longest)));
  }

  private static Duration wait(int over, Duration longest) {
    int doublings = Math.min(over, Long.SIZE - Long.numberOfLeadingZeros(longest.toSeconds()));
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  private List<Key> keys(String account, String address) {
    Key anywhere = new Key(Kind.ACCOUNT, Key.name(account));
    Optional<String> network = CallerNetwork.of(address);
    if (network.isEmpty()) {
      return List.of(anywhere);
    }
    Key here = Key.of(account, network.get());
    return known(here)
        ? List.of(here)
        : List.of(here, anywhere, new Key(Kind.NETWORK, network.get()));
  }

  private boolean known(Key here) {
    Instant last = familiar.getIfPresent(here);
    return last != null && clock.instant().isBefore(last.plus(FAMILIAR));
  }
}
