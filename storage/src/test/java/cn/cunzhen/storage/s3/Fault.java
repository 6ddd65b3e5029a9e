package cn.cunzhen.storage.s3;

/** What may befall one request between a client and its server. */
enum Fault {
  /** The connection ends before the request is read. */
  CUT_BEFORE_READING,
  /** The whole request is read and never passed on. */
  CUT_BEFORE_FORWARDING,
  /** The request is carried out and its answer lost. */
  CUT_BEFORE_ANSWERING,
  /** The request is carried out and its answer kept back until the client gives up. */
  ANSWERED_TOO_LATE,
  /** The request is kept back until the client gives up, and then carried out. */
  CARRIED_OUT_TOO_LATE,
  /** The request is carried out and answered with something that is not HTTP. */
  GARBAGE_AFTER,
  /** The request is carried out and answered as by a proxy that knows nothing of S3. */
  PAGE_AFTER,
  /** The request is carried out and answered 500. */
  ERROR_AFTER,
  /** The request is not carried out and answered 503. */
  BUSY_BEFORE,
  /** The request is carried out and its answer ends in the middle. */
  HALF_AN_ANSWER,
  /** The request is not carried out and answered 403, quoting all that the request said. */
  REFUSED_WITH_AN_ECHO;

  /** Whether the server does what the request asks for. */
  boolean isCarriedOut() {
    return switch (this) {
      case CUT_BEFORE_READING, CUT_BEFORE_FORWARDING, BUSY_BEFORE, REFUSED_WITH_AN_ECHO -> false;
      case CUT_BEFORE_ANSWERING,
          ANSWERED_TOO_LATE,
          CARRIED_OUT_TOO_LATE,
          GARBAGE_AFTER,
          PAGE_AFTER,
          ERROR_AFTER,
          HALF_AN_ANSWER ->
          true;
    };
  }
}
