package cn.cunzhen.core.seal;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets time stamps from the first authority of several that gives one which holds. */
public final class TimeStamper {
  private static final Logger LOG = LoggerFactory.getLogger(TimeStamper.class);

  private final List<TimeStampAuthority> authorities;
  private final TimeStampVerifier verifier;
  private final Supplier<Bytes> nonces;

  /**
   * @param authorities the best first
   * @param verifier whose stamps are believed
   * @param nonces fresh random bytes each time
   */
  public TimeStamper(
      List<TimeStampAuthority> authorities, TimeStampVerifier verifier, Supplier<Bytes> nonces) {
    this.authorities = List.copyOf(authorities);
    this.verifier = verifier;
    this.nonces = nonces;
  }

  /**
   * Makes something with a stamp over this digest; the next authority is asked where that does not
   * fit.
   *
   * @throws UnstampedException if no authority gives one that holds and fits
   */
  <T> T stamp(Sha256 digest, Function<TimeStamp, T> made, Predicate<T> fits)
      throws UnstampedException, InterruptedException {
    UnstampedException failure = new UnstampedException();
    for (TimeStampAuthority authority : authorities) {
      try {
        T stamped = made.apply(ask(authority, digest));
        if (fits.test(stamped)) {
          return stamped;
        }
        failure.addSuppressed(new IOException("the time stamp is too large"));
      } catch (IOException e) {
        LOG.warn("a time-stamp authority failed: {}", e.getMessage());
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  /**
   * A stamp over this digest.
   *
   * @throws UnstampedException if no authority gives one that holds
   */
  public TimeStamp stamp(Sha256 digest) throws UnstampedException, InterruptedException {
    return stamp(digest, Function.identity(), _ -> true);
  }

  private TimeStamp ask(TimeStampAuthority authority, Sha256 digest)
      throws IOException, InterruptedException {
    TimeStampRequest request = TimeStampRequest.of(digest, nonces.get());
    TimeStamp stamp = request.token(authority.answer(request.der()));
    List<TimeStampFault> faults = verifier.verify(stamp, digest);
    if (!faults.isEmpty()) {
      throw new IOException("the authority's time stamp does not hold: " + faults);
    }
    return stamp;
  }
}
