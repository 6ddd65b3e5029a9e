package cn.cunzhen.indexer.access;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.AccessBody;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Accesses to a few records by a clerk. */
final class Accesses {
  static final Instant NOVEMBER = Instant.parse("2026-11-21T01:02:03.004Z");
  static final Instant DECEMBER = Instant.parse("2026-12-21T01:02:03.004Z");

  private static final AtomicInteger SALTS = new AtomicInteger();

  private Accesses() {}

  static RecordId record(int number) {
    return new RecordId("%026d".formatted(number));
  }

  static Access granted(int record, Instant at, String purpose) {
    return access(record, at, purpose, Outcome.GRANTED);
  }

  static Access refused(int record, Instant at, String purpose) {
    return access(record, at, purpose, Outcome.REFUSED);
  }

  static Access search(Instant at) {
    return new Access(
        at,
        "clerk",
        Role.CLERK,
        null,
        null,
        Action.SEARCH,
        null,
        null,
        null,
        Outcome.GRANTED,
        null);
  }

  static Bytes salt() {
    return Bytes.ofHex("%032x".formatted(SALTS.incrementAndGet()));
  }

  static AccessBody body(Access access) {
    return new AccessBody(access, salt());
  }

  private static Access access(int record, Instant at, String purpose, Outcome outcome) {
    return new Access(
        at,
        "clerk",
        Role.CLERK,
        "460100-SI",
        "A03",
        Action.FILE,
        record(record),
        1,
        purpose,
        outcome,
        "127.0.0.1");
  }
}
