package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.MultipartBody;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.Archive;
import cn.cunzhen.core.Deposit;
import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.Receipt;
import cn.cunzhen.core.TooMuchException;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.intake.SubmissionVerdict;
import cn.cunzhen.core.intake.Transaction;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Handing in: transactions, and further versions of records. */
public final class SubmissionCalls {
  public static final Access SUBMITTERS = Access.only(Role.SOURCE, Role.CLERK);

  private static final Pattern ENTITY_TAG = Pattern.compile("\"([0-9a-f]{64})\"");
  private static final String FIRST_PART = "transaction";

  /** So much is still read of a body that was refused, so that its sender hears why. */
  private static final long DRAINED = 16 << 20;

  private final Archive archive;
  private final int longestSubmission;

  public SubmissionCalls(Archive archive, int longestSubmission) {
    this.archive = archive;
    this.longestSubmission = longestSubmission;
  }

  public List<Route> routes() {
    String form = "first part `transaction` (JSON), then one part per file, named as in the JSON";
    return List.of(
        Route.of(POST, "/api/v1/transactions", SUBMITTERS, "Hand in a completed transaction.")
            .takes("multipart/form-data", form)
            .gives(201, "application/json", "It is in the archive: the receipt")
            .gives(200, "application/json", "The same was in the archive already: its receipt")
            .by(this::submit),
        Route.of(POST, "/api/v1/records/{id}/versions", SUBMITTERS, "Amend a record.")
            .path("id", "record id")
            .header("If-Match", "digest of the version that is amended, in quotes")
            .takes("multipart/form-data", form)
            .gives(201, "application/json", "The version is in the archive: the receipt")
            .gives(200, "application/json", "The same was in the archive already: its receipt")
            .by(this::amend));
  }

  private void submit(Exchange exchange) throws IOException, InterruptedException {
    receive(exchange, archive::deposit);
  }

  private void amend(Exchange exchange) throws IOException, InterruptedException {
    RecordId record = RecordCalls.recordId(exchange);
    String tag = exchange.context().header("If-Match");
    Matcher digest = ENTITY_TAG.matcher(tag == null ? "" : tag);
    if (!digest.matches()) {
      throw new Problem(ProblemCode.PRECONDITION_MISSING);
    }
    Sha256 last = Sha256.ofHex(digest.group(1));
    receive(exchange, transaction -> archive.amend(record, last, transaction));
  }

  /** Begins to take in a transaction. */
  private interface Beginning {
    Deposit of(Transaction transaction) throws IOException, InterruptedException;
  }

  private void receive(Exchange exchange, Beginning beginning)
      throws IOException, InterruptedException {
    MultipartBody body =
        MultipartBody.of(exchange.context().header("Content-Type"), exchange.body());
    try {
      Transaction transaction = transaction(exchange, body);
      try (Deposit deposit = beginning.of(transaction)) {
        for (Optional<MultipartBody.Part> part = body.next(); part.isPresent(); ) {
          deposit.file(part.get().name(), part.get().content());
          part = body.next();
        }
        answer(exchange, deposit.complete());
      }
    } catch (TooMuchException e) {
      throw drained(exchange, new Problem(ProblemCode.TOO_LARGE, e.getMessage()));
    } catch (Problem | StorageException.Full e) {
      throw drained(exchange, e);
    }
  }

  private static <E extends RuntimeException> E drained(Exchange exchange, E refusal)
      throws IOException {
    byte[] buffer = new byte[64 << 10];
    long left = DRAINED;
    InputStream rest = exchange.body();
    for (int n = 0; n >= 0 && left > 0; left -= n) {
      n = rest.read(buffer);
    }
    return refusal;
  }

  private Transaction transaction(Exchange exchange, MultipartBody body) throws IOException {
    MultipartBody.Part first =
        body.next()
            .filter(part -> part.name().equals(FIRST_PART))
            .orElseThrow(() ->
                new Problem(ProblemCode.MALFORMED, "the first part of the form is `transaction`"));
    Bytes json = Bytes.of(first.content().readNBytes(longestSubmission + 1));
    Transaction transaction =
        switch (archive.read(json)) {
          case SubmissionVerdict.Valid valid -> valid.transaction();
          case SubmissionVerdict.Malformed malformed ->
              throw new Problem(ProblemCode.MALFORMED, List.of(malformed.fault()));
          case SubmissionVerdict.Refused refused ->
              throw new Problem(ProblemCode.INVALID, refused.faults());
        };
    if (!exchange.caller().maySubmitFor(transaction.sourceSystem())) {
      throw new Problem(ProblemCode.FORBIDDEN, "not bound to this source system");
    }
    return transaction;
  }

  private static void answer(Exchange exchange, DepositOutcome outcome) {
    switch (outcome) {
      case DepositOutcome.Archived archived -> receipt(exchange, 201, archived.receipt());
      case DepositOutcome.Repeated repeated -> receipt(exchange, 200, repeated.receipt());
      case DepositOutcome.Refused refused ->
          throw new Problem(ProblemCode.INVALID, refused.faults());
      case DepositOutcome.Conflict _ -> throw new Problem(ProblemCode.CONFLICT);
      case DepositOutcome.Disposed _ -> throw new Problem(ProblemCode.DISPOSED);
      case DepositOutcome.Absent _ -> throw new Problem(ProblemCode.NOT_FOUND);
      case DepositOutcome.Stale _ -> throw new Problem(ProblemCode.STALE);
      case DepositOutcome.Undecided _ -> throw new Problem(ProblemCode.UNDECIDED);
    }
  }

  private static void receipt(Exchange exchange, int status, Receipt receipt) {
    exchange.context().header("Location", "/api/v1/records/" + receipt.record().value());
    exchange.covers(receipt.position());
    exchange.json(status, Json.receipt(receipt));
  }
}
