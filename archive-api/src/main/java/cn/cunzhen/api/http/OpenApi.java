package cn.cunzhen.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The OpenAPI 3.1 document of a table of routes. */
public final class OpenApi {
  private OpenApi() {}

  /** Describes the routes that a program calls; pages are not among them. */
  public static ObjectNode of(List<Route> routes, String version) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.1.0");
    document.putObject("info").put("title", "Cunzhen 存真").put("version", version);
    document
        .putObject("components")
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      String path = route.path().replaceAll("<([a-zA-Z]+)>", "{$1}");
      ObjectNode operation =
          paths.withObjectProperty(path).putObject(route.method().name().toLowerCase(Locale.ROOT));
      describe(route, operation);
    }
    return document;
  }

  private static void describe(Route route, ObjectNode operation) {
    operation.put("summary", route.summary());
    ArrayNode security = operation.putArray("security");
    switch (route.access()) {
      case Access.Anyone _ -> {}
      case Access.OperatorOrLoopback _ -> {
        security.addObject();
        security.addObject().putArray("token").add("operator");
      }
      case Access.Roles allowed -> {
        ArrayNode roles = security.addObject().putArray("token");
        allowed.roles().stream().sorted().forEach(role -> roles.add(role.word()));
      }
    }
    if (!route.parameters().isEmpty()) {
      ArrayNode parameters = operation.putArray("parameters");
      route.parameters().forEach(parameter -> describe(parameter, parameters.addObject()));
    }
    if (!route.takes().isEmpty()) {
      ObjectNode content = operation.putObject("requestBody").putObject("content");
      route.takes().forEach(body -> media(content, body.mediaType(), body.meaning()));
    }
    ObjectNode responses = operation.putObject("responses");
    for (Route.Answer answer : route.answers()) {
      ObjectNode response = responses.putObject(Integer.toString(answer.status()));
      response.put("description", answer.meaning());
      if (!answer.mediaType().isEmpty()) {
        response.putObject("content").putObject(answer.mediaType());
      }
    }
    responses
        .putObject("default")
        .put("description", "A problem (RFC 9457)")
        .putObject("content")
        .putObject("application/problem+json");
  }

  private static void describe(Route.Parameter parameter, ObjectNode json) {
    json.put("name", parameter.name());
    json.put("in", parameter.in().name().toLowerCase(Locale.ROOT));
    json.put("required", parameter.required());
    json.put("description", parameter.meaning());
    json.putObject("schema").put("type", "string");
  }

  private static void media(ObjectNode content, String mediaType, String meaning) {
    content.putObject(mediaType).putObject("schema").put("description", meaning);
  }
}
