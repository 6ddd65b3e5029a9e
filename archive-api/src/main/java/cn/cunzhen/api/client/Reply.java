package cn.cunzhen.api.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an archive answered. */
public sealed interface Reply {
  /** It did what it was asked. */
  record Done(int status, JsonNode body) implements Reply {}

  /**
   * It did not, and says why (RFC 9457), in the language that was asked for.
   *
   * @param code the last segment of the problem's type; empty where something else answered
   * @param says its title, and its detail where it has one
   */
  record Refused(int status, String code, String says, List<Fault> faults) implements Reply {
    public Refused {
      faults = List.copyOf(faults);
    }

    /** What it says, and all that is wrong with what was sent, in one line. */
    public String inFull() {
      String all =
          faults.stream()
              .map(fault -> fault.pointer() + " " + fault.message())
              .collect(Collectors.joining("; "));
      return all.isEmpty() ? says : says + ": " + all;
    }

    static Refused of(int status, JsonNode problem) {
      String type = problem.path("type").asText("");
      String title = problem.path("title").asText("");
      String detail = problem.path("detail").asText("");
      List<Fault> faults = new ArrayList<>();
      problem
          .path("errors")
          .forEach(error ->
              faults.add(
                  new Fault(error.path("pointer").asText(), error.path("message").asText())));
      String says = detail.isEmpty() ? title : title + ": " + detail;
      return new Refused(
          status,
          type.substring(type.lastIndexOf('/') + 1),
          says.isEmpty() ? "HTTP " + status : says,
          faults);
    }
  }

  /** One thing that is wrong with what was sent, and where (RFC 6901). */
  record Fault(String pointer, String message) {}
}
