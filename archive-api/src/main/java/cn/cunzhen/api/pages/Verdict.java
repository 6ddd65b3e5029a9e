package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.proof.Check;
import java.util.List;

/** What came of verifying a record: first in one sentence, then check by check. */
public record Verdict(List<CheckLine> checks, long failing, long open) {
  public Verdict {
    checks = List.copyOf(checks);
  }

  static Verdict of(List<Check> checks, Language language) {
    return new Verdict(
        checks.stream().map(check -> CheckLine.of(check, language)).toList(),
        checks.stream().filter(check -> check.verdict() == Check.Verdict.FAILS).count(),
        checks.stream().filter(Check::isOpen).count());
  }

  public boolean holds() {
    return failing == 0;
  }

  public String sentence(Language language) {
    if (!holds()) {
      return Text.SOME_FAIL.in(language, failing);
    }
    return open == 0 ? Text.ALL_HOLD.in(language) : Text.REST_HOLDS.in(language, open);
  }
}
