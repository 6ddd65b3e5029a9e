package cn.cunzhen.api.http;

import cn.cunzhen.core.access.Caller;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * How often one may call: each account, and each network from which calls come that nobody has
 * signed in for. Whoever was quiet for a while may make ten seconds' calls at once. Any thread may
 * use it.
 *
 * <p>Each node counts for itself. Calls from this machine that nobody has signed in for are not
 * counted: they look how it is.
 */
public final class Pace {
  /** So many seconds' calls may come at once. */
  private static final int AT_ONCE = 10;

  private static final int REMEMBERED = 100_000;

  /** Full again, and more. */
  private static final Duration QUIET = Duration.ofMinutes(5);

  private final Rate rate;
  private final TimeMeter time;
  private final Cache<String, Bucket> accounts = remembered();
  private final Cache<String, Bucket> networks = remembered();

  /**
   * How many calls a second.
   *
   * @param account of each account
   * @param network of each network, by whoever has not signed in
   */
  public record Rate(int account, int network) {
    /** Of whoever says nothing else. */
    public static final Rate USUAL = new Rate(200, 100);

    public Rate {
      if (account < 1 || network < 1) {
        throw new IllegalArgumentException("some calls are made");
      }
    }
  }

  Pace(Rate rate, TimeMeter time) {
    this.rate = rate;
    this.time = time;
  }

  private static Cache<String, Bucket> remembered() {
    return Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(QUIET).build();
  }

  /**
   * Counts a call.
   *
   * @param from the caller's address
   * @throws Problem that says when it may be made again, if there were too many
   */
  void count(Optional<Caller> caller, String from) {
    if (caller.isPresent()) {
      take(accounts.get(caller.get().account(), _ -> bucket(rate.account())));
    } else {
      CallerNetwork.of(from)
          .ifPresent(network -> take(networks.get(network, _ -> bucket(rate.network()))));
    }
  }

  private Bucket bucket(int perSecond) {
    return Bucket.builder()
        .addLimit(limit ->
            limit
                .capacity((long) perSecond * AT_ONCE)
                .refillGreedy(perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }

  private static void take(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Problem.later(
          ProblemCode.TOO_MANY_CALLS, Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }
}
