package cn.cunzhen.storage.s3;

import io.minio.HeadObjectResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/** What S3 says of one version of an object, with the time at which it said so. */
record Stored(
    long size, Instant modified, Instant saidAt, Optional<Instant> lockedUntil, boolean held) {

  static Stored of(HeadObjectResponse answer) throws Failure {
    return new Stored(
        answer.size(),
        answer.lastModified().toInstant(),
        HttpDate.of(answer.headers(), "Date"),
        Optional.ofNullable(answer.lockRetainUntilDate()).map(ZonedDateTime::toInstant),
        answer.lockLegalHold().status());
  }

  /** Why it may not be deleted; empty where it may. */
  Optional<String> obstacle() {
    if (held) {
      return Optional.of("it is on hold");
    }
    return lockedUntil.filter(saidAt::isBefore).map(until -> "it is locked until " + until);
  }
}
