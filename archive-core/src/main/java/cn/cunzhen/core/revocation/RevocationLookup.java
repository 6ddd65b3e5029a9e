package cn.cunzhen.core.revocation;

import cn.cunzhen.core.seal.Issuer;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what issuers say of certificates now: in the archive's own lists, or where the
 * certificate says. One thread uses it; no address is asked twice for a list.
 */
public final class RevocationLookup {
  private final OwnLists own;
  private final RevocationSource source;
  private final Clock clock;
  private final Map<URI, Outcome> lists = new HashMap<>();

  public RevocationLookup(OwnLists own, RevocationSource source, Clock clock) {
    this.own = own;
    this.source = source;
    this.clock = clock;
  }

  /** What came of looking. */
  public sealed interface Outcome {
    /** What the issuer says. */
    record Found(RevocationData data) implements Outcome {}

    /** Nothing that counts, for each place where it was looked for. */
    record Missed(List<Miss> misses) implements Outcome {
      public Missed {
        misses = List.copyOf(misses);
      }
    }
  }

  /**
   * Why a place gave nothing.
   *
   * @param at null where there is no place
   * @param detail what was said, or the code of a {@link RevocationFault}
   */
  public record Miss(@Nullable URI at, Why why, String detail) {}

  /** Why nothing was found. */
  public enum Why {
    /** The certificate names no place that can be asked. */
    NO_PLACE,
    /** The place gave no answer in time, or too long a one, or refused. */
    UNREACHABLE,
    /** What it gave is no list and no answer. */
    MALFORMED,
    /** What it gave does not count. */
    FAULT
  }

  /** Looks for a list first, which speaks of many certificates, and then for an answer. */
  public Outcome of(X509CertificateHolder certificate, Issuer issuer) throws InterruptedException {
    Optional<RevocationList> list = own.of(certificate);
    if (list.isPresent()) {
      return judged(list.get(), null, certificate, issuer);
    }
    try {
      return elsewhere(certificate, issuer);
    } catch (IllegalArgumentException e) {
      return missed(null, Why.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private Outcome elsewhere(X509CertificateHolder certificate, Issuer issuer)
      throws InterruptedException {
    List<Miss> misses = new ArrayList<>();
    for (URI at : DistributionPoints.of(certificate)) {
      switch (counted(list(at), at, certificate, issuer)) {
        case Outcome.Found found -> {
          return found;
        }
        case Outcome.Missed missed -> misses.addAll(missed.misses());
      }
    }
    for (URI at : DistributionPoints.answerersOf(certificate)) {
      switch (counted(answer(at, certificate, issuer), at, certificate, issuer)) {
        case Outcome.Found found -> {
          return found;
        }
        case Outcome.Missed missed -> misses.addAll(missed.misses());
      }
    }
    return misses.isEmpty() ? missed(null, Why.NO_PLACE, "") : new Outcome.Missed(misses);
  }

  private Outcome list(URI at) throws InterruptedException {
    Outcome known = lists.get(at);
    if (known == null) {
      known = got(at, () -> source.list(at), RevocationList::parse);
      lists.put(at, known);
    }
    return known;
  }

  private Outcome answer(URI at, X509CertificateHolder certificate, Issuer issuer)
      throws InterruptedException {
    Bytes question = StatusAnswer.question(certificate, issuer);
    return got(at, () -> source.answer(at, question), StatusAnswer::parse);
  }

  /** Something to be got from elsewhere. */
  @FunctionalInterface
  private interface Errand {
    Bytes run() throws IOException, InterruptedException;
  }

  private static Outcome got(URI at, Errand errand, Function<Bytes, RevocationData> parser)
      throws InterruptedException {
    try {
      return new Outcome.Found(parser.apply(errand.run()));
    } catch (IOException e) {
      return missed(at, Why.UNREACHABLE, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return missed(at, Why.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private Outcome counted(Outcome got, URI at, X509CertificateHolder certificate, Issuer issuer) {
    return switch (got) {
      case Outcome.Found found -> judged(found.data(), at, certificate, issuer);
      case Outcome.Missed missed -> missed;
    };
  }

  private Outcome judged(
      RevocationData data, @Nullable URI at, X509CertificateHolder certificate, Issuer issuer) {
    return data.faultAt(clock.instant(), certificate, issuer)
        .map(fault -> missed(at, Why.FAULT, fault.code()))
        .orElseGet(() -> new Outcome.Found(data));
  }

  private static Outcome missed(@Nullable URI at, Why why, String detail) {
    return new Outcome.Missed(List.of(new Miss(at, why, detail)));
  }
}
