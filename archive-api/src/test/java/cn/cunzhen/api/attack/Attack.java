package cn.cunzhen.api.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One request that means no good.
 *
 * @param name what it tries
 * @param target as it stands in the request's first line
 * @param headers whole lines, besides those that every request has
 */
record Attack(String name, String method, String target, List<String> headers, String body) {
  private static final String JSON = "Content-Type: application/json";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  Attack {
    headers = List.copyOf(headers);
  }

  static Attack get(String name, String target) {
    return new Attack(name, "GET", target, List.of(), "");
  }

  static Attack json(String name, String target, String body) {
    return new Attack(name, "POST", target, List.of(JSON), body);
  }

  static Attack form(String name, String target, String body) {
    return new Attack(name, "POST", target, List.of(FORM), body);
  }

  Attack with(String header) {
    List<String> all = new ArrayList<>(headers);
    all.add(header);
    return new Attack(name, method, target, all, body);
  }

  Attack by(String token) {
    return with("Authorization: Bearer " + token);
  }

  /** As it goes over the wire; its headers may take the place of those that belong there. */
  byte[] bytes() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (!has("Host")) {
      head.append("Host: localhost\r\n");
    }
    if (!has("Content-Length") && !has("Transfer-Encoding") && !body.isEmpty()) {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    headers.forEach(line -> head.append(line).append("\r\n"));
    return (head + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
  }

  private boolean has(String header) {
    return headers.stream().anyMatch(line -> line.startsWith(header + ":"));
  }

  @Override
  public String toString() {
    return name;
  }
}
