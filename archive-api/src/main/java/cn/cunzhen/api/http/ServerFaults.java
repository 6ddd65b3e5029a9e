package cn.cunzhen.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the server refuses before a route hears of it (no HTTP, headers too large) as a problem like
 * any other, in place of a page that says what it runs on.
 */
final class ServerFaults extends ErrorHandler {
  private final Map<String, String> headers;

  ServerFaults(Map<String, String> headers) {
    this.headers = headers;
  }

  /** What a status means that the server has chosen. */
  static ProblemCode code(int status) {
    return switch (status) {
      case 404 -> ProblemCode.NOT_FOUND;
      case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
      case 408 -> ProblemCode.TOO_SLOW;
      case 413 -> ProblemCode.TOO_LARGE;
      case 414, 431 -> ProblemCode.HEADERS_TOO_LARGE;
      case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
      case 500, 503 -> ProblemCode.INTERNAL;
      default -> ProblemCode.MALFORMED; // 501 and 505 too: it has asked for what HTTP does not have
    };
  }

  /** Whatever the method is. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    ProblemCode code = code(status);
    Language language = Language.of(request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
    byte[] body =
        ProblemAnswer.json(new Problem(code), language).toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(code.status());
    headers.forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CONNECTION, "close"); // what follows can't be trusted
    response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, language.tag());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemAnswer.MEDIA_TYPE);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
