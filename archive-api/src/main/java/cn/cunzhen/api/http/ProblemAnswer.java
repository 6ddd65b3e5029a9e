package cn.cunzhen.api.http;

import cn.cunzhen.core.form.Fault;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

/** Gives a problem as {@code application/problem+json} (RFC 9457), in the caller's language. */
final class ProblemAnswer {
  static final String MEDIA_TYPE = "application/problem+json; charset=utf-8";
  private static final String TYPES = "/problems/";

  private ProblemAnswer() {}

  static void give(Context context, Problem problem) {
    Language language = Exchange.language(context);
    switch (problem.code()) {
      case BEHIND,
          UNDECIDED,
          CLOSING,
          UNRECORDED,
          UNAVAILABLE,
          TOO_MANY,
          TOO_MANY_CALLS,
          PAGES_BUSY ->
          context.header("Retry-After", String.valueOf(problem.retryAfter()));
      case UNAUTHENTICATED -> context.header("WWW-Authenticate", "Bearer");
      default -> {
        // Nothing more to say: the status and the body do.
      }
    }
    context
        .status(problem.code().status())
        .header("Content-Language", language.tag())
        .contentType(MEDIA_TYPE)
        .result(json(problem, language).toString());
  }

  static ObjectNode json(Problem problem, Language language) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", TYPES + problem.code().word());
    body.put("title", problem.code().title(language));
    body.put("status", problem.code().status());
    if (problem.detail() != null) {
      body.put("detail", problem.detail());
    }
    if (!problem.faults().isEmpty()) {
      ArrayNode errors = body.putArray("errors");
      problem.faults().forEach(fault -> errors.add(fault(fault, language)));
    }
    return body;
  }

  private static ObjectNode fault(Fault fault, Language language) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("pointer", fault.pointer());
    error.put("code", fault.code().word());
    error.put(
        "message",
        switch (language) {
          case CHINESE -> fault.zh();
          case ENGLISH -> fault.en();
        });
    return error;
  }
}
