package cn.cunzhen.api.ingest;

import cn.cunzhen.api.ingest.IngestFault.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A list of transactions whose scans lie beneath the list's own folder (RFC 4180): its first row
 * names the columns, and every further row is a file of a transaction.
 *
 * <p>Rows of one transaction follow each other. Those after its first may leave empty what the
 * first said, and say nothing else where they don't. The text is UTF-8, or else GB 18030, as
 * spreadsheets write it in China.
 */
record TransactionList(List<Candidate> transactions, Set<Path> files) {
  /** More rows than this belong into several lists. */
  private static final long LONGEST = 64 << 20;

  private static final CSVFormat FORM =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true).get();

  TransactionList {
    transactions = List.copyOf(transactions);
    files = Set.copyOf(files);
  }

  /** A row: the line that it begins in, and its cells that are not empty. */
  record Row(long line, Map<ListColumn, String> cells) {
    Optional<String> get(ListColumn column) {
      return Optional.ofNullable(cells.get(column));
    }
  }

  /** Reads a list; where it can't be read, its one transaction says why. */
  static TransactionList read(Path list) throws IOException {
    if (Files.size(list) > LONGEST) {
      return unreadable(list, List.of(new IngestFault(Kind.MALFORMED, list.toString())));
    }
    try (CSVParser rows = FORM.parse(new StringReader(text(list)))) {
      return of(list, rows);
    } catch (CharacterCodingException e) {
      return unreadable(list, List.of(new IngestFault(Kind.MALFORMED, list.toString())));
    }
  }

  private static String text(Path list) throws IOException {
    byte[] bytes = Files.readAllBytes(list);
    String text;
    try {
      text = decode(bytes, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      text = decode(bytes, Charset.forName("GB18030"));
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
    return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static TransactionList of(Path list, CSVParser parser) {
    List<Row> rows = new ArrayList<>();
    List<IngestFault> faults = new ArrayList<>();
    try {
      List<ListColumn> columns = null;
      for (CSVRecord each : parser) {
        if (columns == null) {
          columns = columns(each, faults);
        } else if (faults.isEmpty()) {
          row(each, columns, parser.getCurrentLineNumber()).ifPresent(rows::add);
        }
      }
      if (columns == null) {
        faults.add(new IngestFault(Kind.MALFORMED, list.toString()));
      }
    } catch (UncheckedIOException e) {
      // An unclosed quote, or something after a closed one.
      String where = line(parser.getCurrentLineNumber());
      faults.add(new IngestFault(Kind.MALFORMED, where));
    }
    return faults.isEmpty() ? of(list, rows) : unreadable(list, faults);
  }

  private static TransactionList unreadable(Path list, List<IngestFault> faults) {
    return new TransactionList(List.of(new UnreadableList(list.toString(), faults)), Set.of());
  }

  /** What each column is; faults where that is not clear. */
  private static List<ListColumn> columns(CSVRecord headings, List<IngestFault> faults) {
    List<ListColumn> columns = new ArrayList<>();
    Set<ListColumn> seen = EnumSet.noneOf(ListColumn.class);
    for (String heading : headings) {
      Optional<ListColumn> known = ListColumn.of(strip(heading));
      ListColumn column = known.orElse(ListColumn.REMARK);
      if (known.isEmpty() || (!seen.add(column) && column != ListColumn.REMARK)) {
        faults.add(new IngestFault(Kind.UNKNOWN_COLUMN, heading));
      }
      columns.add(column);
    }
    for (ListColumn column : ListColumn.values()) {
      if (column.isNeeded() && !seen.contains(column)) {
        faults.add(new IngestFault(Kind.NO_COLUMN, column.heading()));
      }
    }
    return columns;
  }

  /** Empty where all of its cells are. */
  private static Optional<Row> row(CSVRecord cells, List<ListColumn> columns, long line) {
    Map<ListColumn, String> row = new EnumMap<>(ListColumn.class);
    for (int i = 0; i < cells.size(); i++) {
      String value = strip(cells.get(i));
      ListColumn column = i < columns.size() ? columns.get(i) : ListColumn.REMARK;
      if (!value.isEmpty() && column != ListColumn.REMARK) {
        row.put(column, value);
      }
    }
    return row.isEmpty() ? Optional.empty() : Optional.of(new Row(line, row));
  }

  /** Without blanks of any kind around, nor the mark by which spreadsheets keep numbers as text. */
  private static String strip(String cell) {
    String stripped = cell.strip();
    return stripped.startsWith("'") ? stripped.substring(1).strip() : stripped;
  }

  private static TransactionList of(Path list, List<Row> rows) {
    Map<Long, List<Row>> groups = new LinkedHashMap<>();
    String last = "";
    long first = 0;
    for (Row row : rows) {
      String transaction = row.get(ListColumn.TRANSACTION).orElse(last);
      if (first == 0 || !transaction.equals(last)) {
        first = row.line();
        last = transaction;
      }
      groups.computeIfAbsent(first, _ -> new ArrayList<>()).add(row);
    }
    List<ListedTransaction> all =
        groups.values().stream().map(group -> new ListedTransaction(list, group)).toList();
    Set<Path> files =
        all.stream()
            .flatMap(each -> each.rows().stream())
            .flatMap(row -> row.get(ListColumn.FILE).stream())
            .flatMap(name -> ListedTransaction.file(list, name).stream())
            .collect(Collectors.toSet());
    return new TransactionList(List.copyOf(all), files);
  }

  /** How messages call a line. */
  static String line(long number) {
    return ":" + number;
  }
}
