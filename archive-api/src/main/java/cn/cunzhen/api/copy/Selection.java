package cn.cunzhen.api.copy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a certified copy of.
 *
 * @param version null for the latest
 * @param files in rising order; none for all that have pages, with all their pages
 */
public record Selection(@Nullable Integer version, List<Chosen> files) {
  private static final int MOST = 1_000_000;

  public Selection {
    files = List.copyOf(files);
    int last = 0;
    for (Chosen file : files) {
      if (file.n() <= last) {
        throw new IllegalArgumentException("files are named in rising order, each once");
      }
      last = file.n();
    }
  }

  /**
   * A file that is wanted.
   *
   * @param n counts from 1, in the order of the submission
   * @param pages null for all
   */
  public record Chosen(int n, @Nullable PageRanges pages) {}

  /** All of the latest version. */
  public static Selection everything() {
    return new Selection(null, List.of());
  }

  /**
   * Reads {@code {"version": 2, "files": [{"n": 1, "pages": "1-3,5"}]}}; everything is optional.
   *
   * @throws IllegalArgumentException if it says something else
   */
  public static Selection parse(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("a selection is an object");
    }
    only(json, List.of("version", "files"));
    List<Chosen> files = new ArrayList<>();
    if (json.has("files")) {
      if (!json.get("files").isArray() || json.get("files").isEmpty()) {
        throw new IllegalArgumentException("files are a list, or left out for all");
      }
      json.get("files").forEach(file -> files.add(chosen(file)));
    }
    return new Selection(json.has("version") ? whole(json, "version") : null, files);
  }

  private static Chosen chosen(JsonNode json) {
    only(json, List.of("n", "pages"));
    if (json.has("pages") && !json.get("pages").isTextual()) {
      throw new IllegalArgumentException("pages are written as \"1-3,5\"");
    }
    return new Chosen(
        whole(json, "n"),
        json.has("pages") ? PageRanges.parse(json.get("pages").textValue()) : null);
  }

  private static int whole(JsonNode json, String name) {
    JsonNode value = json.path(name);
    boolean whole = value.isIntegralNumber() && value.canConvertToInt();
    if (!whole || value.intValue() < 1 || value.intValue() > MOST) {
      throw new IllegalArgumentException(name + " is a whole number from 1 on");
    }
    return value.intValue();
  }

  private static void only(JsonNode json, List<String> names) {
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!names.contains(name)) {
            throw new IllegalArgumentException("a field that nobody knows: " + name);
          }
        });
  }
}
