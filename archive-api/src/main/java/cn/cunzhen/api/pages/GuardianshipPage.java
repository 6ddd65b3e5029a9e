package cn.cunzhen.api.pages;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of guardianships.
 *
 * @param registers whether the viewer may register one
 * @param looksUp whether what was written, and is wrong, stands in the form that looks one up, and
 *     not in that which registers one
 * @param values what the viewer wrote into the form, by field
 * @param faults what is wrong with that, by field
 * @param found those of the guardian that was looked for; null where none was
 */
public record GuardianshipPage(
    boolean registers,
    boolean looksUp,
    Map<String, String> values,
    Map<String, String> faults,
    List<GuardianshipLine> waiting,
    @Nullable List<GuardianshipLine> found) {
  public GuardianshipPage {
    values = Map.copyOf(values);
    faults = Map.copyOf(faults);
    waiting = List.copyOf(waiting);
    found = found == null ? null : List.copyOf(found);
  }

  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  public @Nullable String fault(String field) {
    return faults.get(field);
  }
}
