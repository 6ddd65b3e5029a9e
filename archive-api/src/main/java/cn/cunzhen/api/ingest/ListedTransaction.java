package cn.cunzhen.api.ingest;

import cn.cunzhen.api.ingest.IngestFault.Kind;
import cn.cunzhen.api.ingest.TransactionList.Row;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.Retention;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A transaction that stands in a list, a row for each of its files.
 *
 * <p>Only what the list's form demands is checked here; everything else is the archive's to judge.
 */
record ListedTransaction(Path list, List<Row> rows) implements Candidate {
  /** What becomes of a long number that a spreadsheet took for a quantity. */
  private static final Pattern ROUNDED = Pattern.compile("\\d(\\.\\d+)?[Ee]\\+\\d+");

  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("uuuu-M-d H:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

  ListedTransaction {
    rows = List.copyOf(rows);
  }

  @Override
  public String place() {
    return list + at(rows.getFirst());
  }

  private static String at(Row row) {
    return TransactionList.line(row.line());
  }

  @Override
  public Read read() throws IOException {
    List<IngestFault> faults = new ArrayList<>();
    Map<ListColumn, String> common = common(faults);
    ObjectNode json = head(common);
    FilesTaken taken = new FilesTaken();
    for (Row row : rows) {
      addFile(row, json, taken, faults);
    }
    return faults.isEmpty() ? taken.with(CanonicalJson.format(json)) : new Read.Unfit(faults);
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

  private void addFile(Row row, ObjectNode json, FilesTaken taken, List<IngestFault> faults)
      throws IOException {
    String listed = row.get(ListColumn.FILE).orElse("");
    Optional<Path> found = file(list, listed);
    if (found.isEmpty()) {
      faults.add(new IngestFault(Kind.ABSENT, at(row) + " " + listed));
      return;
    }
    if (!Files.isReadable(found.get())) {
      faults.add(new IngestFault(Kind.UNREADABLE, at(row) + " " + listed));
      return;
    }
    String name = "f" + (json.withArray("files").size() + 1);
    ObjectNode file = json.withArray("files").addObject();
    file.put("name", name).put("fileName", String.valueOf(found.get().getFileName()));
    for (ListColumn column : List.of(ListColumn.MATERIAL, ListColumn.PART, ListColumn.TITLE)) {
      row.get(column).ifPresent(value -> file.put(column.word(), column.translate(value)));
    }
    taken.add(name, found.get());
  }

  /** The file that a list names, beneath the list's own folder; empty where there is none. */
  static Optional<Path> file(Path list, String name) {
    try {
      Path file = list.resolveSibling(name.replace('\\', '/')).normalize();
      if (name.isEmpty() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      boolean below = file.toRealPath().startsWith(list.toRealPath().resolveSibling(""));
      return below ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException | IOException e) {
      return Optional.empty(); // no file of this machine is called so, or nobody may look
    }
  }
}
