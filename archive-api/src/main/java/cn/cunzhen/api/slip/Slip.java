package cn.cunzhen.api.slip;

import java.util.List;

/**
 * What stands on a slip of paper, in the order in which it is read.
 *
 * @param code what its QR code says; a scanner types it
 * @param table rows of as many cells as there are headings; empty where there is nothing to list
 * @param notes sentences at the foot
 */
public record Slip(
    String issuer,
    String title,
    String code,
    List<Line> lines,
    String tableTitle,
    List<String> headings,
    List<List<String>> table,
    List<String> notes) {
  public Slip {
    lines = List.copyOf(lines);
    headings = List.copyOf(headings);
    table = table.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
    for (List<String> row : table) {
      if (row.size() != headings.size()) {
        throw new IllegalArgumentException("a row has a cell for every heading");
      }
    }
  }

  /** Something said by its name. */
  public record Line(String name, String value) {}
}
