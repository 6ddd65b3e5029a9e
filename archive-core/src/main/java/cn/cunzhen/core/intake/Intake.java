package cn.cunzhen.core.intake;

import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.json.JsonFault;
import cn.cunzhen.core.json.MalformedJsonException;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.storage.Bytes;
import java.time.Clock;
import java.util.List;

/**
 * The door of the archive: takes a submission apart, and says everything that is wrong with it.
 *
 * <p>First the JSON is read, without any file; then, when the files have come in, they are compared
 * with it. Both answer with a verdict and throw nothing. Any thread may use it.
 */
public final class Intake {
  private final Catalogue catalogue;
  private final Limits limits;
  private final Clock clock;
  private final Tools tools;

  public Intake(Catalogue catalogue, Limits limits, Clock clock, Tools tools) {
    this.catalogue = catalogue;
    this.limits = limits;
    this.clock = clock;
    this.tools = tools;
  }

  public Limits limits() {
    return limits;
  }

  /** The items that it takes transactions of. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /**
   * Reads a submission's JSON.
   *
   * <p>Texts are limited in Unicode code points: file names 255; names, titles and actors 200;
   * transaction ids and files' names in the request 128; roles and every other identifier 64;
   * remarks 2,000. A field that is null counts as absent, one that nobody knows is a fault. Names
   * of persons and of files are kept exactly; id numbers in upper case. Materials that an item
   * requires are required where the transaction was granted; a citation that names its material
   * brings it too. The window is required where the channel is a window.
   */
  public SubmissionVerdict read(Bytes json) {
    if (json.size() > limits.submissionBytes()) {
      Fault fault = Fault.of("", FaultCode.SUBMISSION_TOO_LARGE, limits.submissionBytes());
      return new SubmissionVerdict.Refused(List.of(fault));
    }
    try {
      return SubmissionReader.read(UntrustedJson.parse(json), catalogue, limits, clock.instant());
    } catch (MalformedJsonException e) {
      return new SubmissionVerdict.Malformed(Fault.of("", code(e.fault()), e.line(), e.column()));
    }
  }

  /**
   * Compares the files that came in with what the transaction announced and its item allows.
   *
   * @param received in any order
   */
  public FilesVerdict receive(Transaction transaction, List<ReceivedFile> received) {
    Arrivals arrivals = Arrivals.of(transaction, received, limits);
    var checks = CheckReport.of(transaction, arrivals, tools);
    List<Fault> faults = arrivals.faults();
    return faults.isEmpty()
        ? new FilesVerdict.Accepted(
            SubmissionDigest.of(transaction, arrivals.received()), checks, arrivals.received())
        : new FilesVerdict.Refused(faults, checks);
  }

  private static FaultCode code(JsonFault fault) {
    return switch (fault) {
      case ENCODING -> FaultCode.NOT_UTF8;
      case BYTE_ORDER_MARK -> FaultCode.BYTE_ORDER_MARK;
      case SYNTAX, NOT_CANONICAL -> FaultCode.MALFORMED_JSON;
      case DUPLICATE_KEY -> FaultCode.DUPLICATE_FIELD;
      case NUL -> FaultCode.NUL_CHARACTER;
      case LONE_SURROGATE -> FaultCode.HALF_CHARACTER;
      case NUMBER -> FaultCode.NOT_A_SAFE_NUMBER;
      case LIMIT -> FaultCode.TOO_DEEP;
      case TRAILING -> FaultCode.SOMETHING_FOLLOWS;
    };
  }
}
