package cn.cunzhen.api.ingest;

import cn.cunzhen.api.ingest.IngestFault.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a list of transactions (RFC 4180): the first names the columns, and every further one
 * is a file of a transaction.
 *
 * <p>Rows of one transaction follow each other. Those after its first may leave empty what the
 * first said, and say nothing else where they don't. The text is UTF-8, or else GB 18030, as
 * spreadsheets write it in China.
 *
 * @param faults why nobody can tell what the rows say; then there are no transactions
 */
record ListRows(List<ListedSubmission> transactions, List<IngestFault> faults) {
  private static final CSVFormat FORM =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true).get();

  ListRows {
    transactions = List.copyOf(transactions);
    faults = List.copyOf(faults);
  }

  /** A row: the line that it begins in, and its cells that are not empty. */
  record Row(long line, Map<ListColumn, String> cells) {
    Optional<String> get(ListColumn column) {
      return Optional.ofNullable(cells.get(column));
    }
  }

  /** What can't be read at all. */
  static ListRows malformed(String list) {
    return new ListRows(List.of(), List.of(new IngestFault(Kind.MALFORMED, list)));
  }

  /**
   * Reads a list.
   *
   * @param list what messages call it
   */
  static ListRows parse(String list, byte[] bytes) {
    try (CSVParser rows = FORM.parse(new StringReader(text(bytes)))) {
      return of(list, rows);
    } catch (CharacterCodingException e) {
      return malformed(list);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
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

  private static ListRows of(String list, CSVParser parser) {
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
        faults.add(new IngestFault(Kind.MALFORMED, list));
      }
    } catch (UncheckedIOException e) {
      // An unclosed quote, or something after a closed one.
      faults.add(new IngestFault(Kind.MALFORMED, line(parser.getCurrentLineNumber())));
    }
    return new ListRows(faults.isEmpty() ? transactions(rows) : List.of(), faults);
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

  private static List<ListedSubmission> transactions(List<Row> rows) {
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
    return groups.values().stream().map(ListedSubmission::new).toList();
  }

  /** How messages call a line. */
  static String line(long number) {
    return ":" + number;
  }
}
