package cn.cunzhen.api.ingest;

import cn.cunzhen.api.ingest.IngestFault.Kind;
import cn.cunzhen.api.ingest.ListRows.Row;
import cn.cunzhen.api.ingest.Shelf.Sought;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.Retention;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rows of one transaction of a list, a row for each of its files.
 *
 * <p>Only what the list's form demands is checked here; everything else is the archive's to judge.
 */
record ListedSubmission(List<Row> rows) {
  /** What becomes of a long number that a spreadsheet took for a quantity. */
  private static final Pattern ROUNDED = Pattern.compile("\\d(\\.\\d+)?[Ee]\\+\\d+");

  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("uuuu-M-d H:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

  ListedSubmission {
    rows = List.copyOf(rows);
  }

  /** The line in which it begins. */
  long line() {
    return rows.getFirst().line();
  }

  /** What its rows call their files. */
  List<String> files() {
    return rows.stream().flatMap(row -> row.get(ListColumn.FILE).stream()).toList();
  }

  /** Makes a submission of it, with the files that the shelf has. */
  <F> Composed<F> compose(Shelf<F> shelf) {
    List<IngestFault> faults = new ArrayList<>();
    Map<ListColumn, String> common = common(faults);
    ObjectNode json = head(common);
    Map<String, F> files = new LinkedHashMap<>();
    for (Row row : rows) {
      String listed = row.get(ListColumn.FILE).orElse("");
      switch (shelf.seek(listed)) {
        case Sought.Found<F> found -> {
          String name = "f" + (files.size() + 1);
          files.put(name, found.file());
          addFile(row, name, found.fileName(), json);
        }
        case Sought.Missing<F> missing ->
            faults.add(new IngestFault(missing.why(), at(row) + " " + listed));
      }
    }
    return new Composed<>(CanonicalJson.format(json), files, faults);
  }

  private static String at(Row row) {
    return ListRows.line(row.line());
  }

  /** What the first row says of the transaction as a whole; the others may only repeat it. */
  private Map<ListColumn, String> common(List<IngestFault> faults) {
    Row first = rows.getFirst();
    if (first.get(ListColumn.TRANSACTION).isEmpty()) {
      faults.add(new IngestFault(Kind.NOBODYS, at(first)));
    }
    Map<ListColumn, String> common = new EnumMap<>(first.cells());
    common.keySet().removeIf(column -> !column.isCommon());
    for (Row row : rows) {
      row.cells().forEach((column, value) -> check(column, value, common, at(row), faults));
    }
    return common;
  }

  private static void check(
      ListColumn column,
      String value,
      Map<ListColumn, String> common,
      String at,
      List<IngestFault> faults) {
    String where = at + " " + column.heading();
    if (ROUNDED.matcher(value).matches()) {
      faults.add(new IngestFault(Kind.ROUNDED, where));
    }
    if (column.isCommon() && !value.equals(common.get(column))) {
      faults.add(new IngestFault(Kind.DIFFERS, where));
    }
  }

  private static ObjectNode head(Map<ListColumn, String> common) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode holder = JsonNodeFactory.instance.objectNode();
    common.forEach((column, value) -> {
      switch (column.kind()) {
        case TRANSACTION -> json.put(column.word(), column.translate(value));
        case TIME -> json.put(column.word(), time(value));
        case HOLDER ->
            holder.put(
                column == ListColumn.HOLDER ? "name" : column.word(), column.translate(value));
        case FILE, REMARK -> throw new IllegalArgumentException(column + " is not in common");
      }
    });
    json.putArray("holders").add(holder);
    json.putArray("files");
    return json;
  }

  /** Spreadsheets know the clock on the wall; what is no such time stays as it is. */
  private static String time(String value) {
    try {
      LocalDateTime time = LocalDateTime.parse(value.replace('/', '-'), LOCAL_TIME);
      return time.atZone(Retention.ZONE)
          .toOffsetDateTime()
          .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    } catch (DateTimeParseException e) {
      return value;
    }
  }

  private static void addFile(Row row, String name, String fileName, ObjectNode json) {
    ObjectNode file = json.withArray("files").addObject();
    file.put("name", name).put("fileName", fileName);
    for (ListColumn column : List.of(ListColumn.MATERIAL, ListColumn.PART, ListColumn.TITLE)) {
      row.get(column).ifPresent(value -> file.put(column.word(), column.translate(value)));
    }
  }
}
