package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.StorageException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a request did not succeed: what S3 answered, or that no answer could be understood.
 *
 * <p>It has no cause: the SDK's exceptions quote headers and bodies, and with them credentials.
 */
final class Failure extends Exception {
  private static final long serialVersionUID = 1;
  private static final int NO_ANSWER = 0;
  private static final Set<Integer> COME_AGAIN = Set.of(408, 429);
  private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,64}");
  private static final Set<String> NO_ROOM =
      Set.of("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded");

  private final int status;
  private final String code;
  private final boolean sent;

  private Failure(int status, String code, boolean sent, String message) {
    super(message);
    this.status = status;
    this.code = code;
    this.sent = sent;
  }

  static Failure of(Throwable thrown) {
    return switch (thrown) {
      case ErrorResponseException answer ->
          answered(answer.response().code(), answer.errorResponse().code());
      case ServerException answer -> answered(answer.statusCode(), "");
      case ConnectException never -> unsent(never);
      case NoRouteToHostException never -> unsent(never);
      case UnknownHostException never -> unsent(never);
      case SocketException broken -> silent(String.valueOf(broken.getMessage()));
      case InterruptedIOException late -> silent(String.valueOf(late.getMessage()));
      case IOException broken -> silent("the connection broke");
      case Throwable unintelligible -> silent("the answer was not S3's");
    };
  }

  static Failure silent(String message) {
    return new Failure(NO_ANSWER, "", true, message);
  }

  private static Failure unsent(IOException never) {
    return new Failure(NO_ANSWER, "", false, String.valueOf(never.getMessage()));
  }

  private static Failure answered(int status, String code) {
    String shown = CODE.matcher(code).matches() ? code : "";
    // The end of a multipart upload may be answered 200 and yet hold an error.
    int meant = status < 300 ? 500 : status;
    return new Failure(meant, shown, true, ("S3 answered " + meant + " " + shown).strip());
  }

  /** The same, where an earlier attempt may have arrived. */
  Failure afterOneThatWasSent() {
    return sent ? this : new Failure(status, code, true, String.valueOf(getMessage()));
  }

  boolean neverSent() {
    return !sent;
  }

  boolean is(int wanted) {
    return status == wanted;
  }

  boolean isMissing() {
    return status == 404 && !code.equals("NoSuchBucket");
  }

  /** Whether the server does not know this kind of request. */
  boolean isNotSupported() {
    return status == 400 || status == 405 || status == 501;
  }

  /** Whether S3 understood the request and said no: nothing was done. */
  boolean isRefusal() {
    return status >= 300 && status < 500 && !COME_AGAIN.contains(status) && !isSlowRequest();
  }

  /** S3 answers 400 where the body of a request did not arrive in time. */
  private boolean isSlowRequest() {
    return code.equals("RequestTimeout");
  }

  boolean hadNoEffect() {
    return isRefusal() || noRoom() || neverSent();
  }

  /** Whether the same request may well succeed a moment later. */
  boolean mayPass() {
    return !isRefusal() && !noRoom() && status != 501;
  }

  private boolean noRoom() {
    return status == 507 || NO_ROOM.contains(code);
  }

  StorageException reading(String what) {
    return new StorageException(what + ": " + getMessage(), this);
  }

  StorageException writing(String what) {
    String message = what + ": " + getMessage();
    if (noRoom()) {
      return new StorageException.Full(message, this);
    }
    return hadNoEffect()
        ? new StorageException(message, this)
        : new StorageException.Unknown(message, this);
  }
}
