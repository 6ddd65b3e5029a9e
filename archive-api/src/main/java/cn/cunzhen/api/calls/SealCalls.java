package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.bag.StoredPackage;
import cn.cunzhen.core.longterm.LongTermSealing;
import cn.cunzhen.core.longterm.SealLevel;
import cn.cunzhen.core.longterm.SealedRecord;
import cn.cunzhen.core.longterm.UnattainableException;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.UnstampedException;
import cn.cunzhen.indexer.page.Turns;
import cn.cunzhen.storage.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Seals of records, with what validates them later inside. */
public final class SealCalls {
  /** Each asks for two time stamps, which may cost something: not for those who only look. */
  private static final Access ASKERS = Access.only(Role.CLERK, Role.ARCHIVIST, Role.AUDITOR);

  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Reading reading;
  private final LongTermSealing sealing;
  private final Turns turns = new Turns(AT_ONCE, PATIENCE);

  public SealCalls(Reading reading, LongTermSealing sealing) {
    this.reading = reading;
    this.sealing = sealing;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/v1/records/{id}/seal",
                ASKERS,
                "A record's seal with what validates it later.")
            .path("id", "record id")
            .query("form", "B-B, B-T, B-LT or B-LTA (ETSI EN 319 122-1); without it B-LTA")
            .query("suite", "p256 or sm2; without it p256")
            .gives(200, "application/zip", "record.json and its seal, CMS in DER, detached")
            .by(this::seal));
  }

  private void seal(Exchange exchange) throws InterruptedException {
    SealLevel level = level(exchange);
    SealSuite suite = suite(exchange);
    StoredPackage stored = reading.stored(reading.of(exchange, Action.PROOF, null).holding());
    Seal seal =
        stored.seals().stream()
            .filter(each -> each.suite() == suite)
            .findFirst()
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "no seal of this suite"));
    Bytes made =
        level == SealLevel.B_B
            ? made(seal, stored.recordJson(), level)
            : inTurn(exchange, seal, stored.recordJson(), level);
    exchange.covers(reading.position());
    exchange
        .context()
        .contentType("application/zip")
        .header("Content-Disposition", "attachment; filename=\"seal.zip\"")
        .result(new SealedRecord(stored.recordJson(), suite.fileName(), made).zip().toArray());
  }

  private Bytes inTurn(Exchange exchange, Seal seal, Bytes record, SealLevel level)
      throws InterruptedException {
    try (Turns.Turn _ =
        turns
            .take(exchange.caller().account())
            .orElseThrow(() -> new Problem(ProblemCode.PAGES_BUSY))) {
      return made(seal, record, level);
    }
  }

  private Bytes made(Seal seal, Bytes record, SealLevel level) throws InterruptedException {
    try {
      return sealing.of(seal, record, level);
    } catch (UnstampedException e) {
      throw new Problem(ProblemCode.UNSTAMPED);
    } catch (UnattainableException e) {
      throw new Problem(
          ProblemCode.UNATTAINABLE,
          e.obstacles().stream()
              .map(each -> each.why().code() + ": " + each.subject())
              .collect(Collectors.joining("; ")));
    }
  }

  private static SealLevel level(Exchange exchange) {
    return Optional.ofNullable(exchange.context().queryParam("form"))
        .map(word ->
            SealLevel.ofWord(word)
                .orElseThrow(
                    () -> new Problem(ProblemCode.MALFORMED, "`form` is B-B, B-T, B-LT or B-LTA")))
        .orElse(SealLevel.B_LTA);
  }

  private static SealSuite suite(Exchange exchange) {
    String word = exchange.context().queryParam("suite");
    return word == null
        ? SealSuite.P256
        : Stream.of(SealSuite.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst()
            .orElseThrow(() -> new Problem(ProblemCode.MALFORMED, "`suite` is p256 or sm2"));
  }
}
