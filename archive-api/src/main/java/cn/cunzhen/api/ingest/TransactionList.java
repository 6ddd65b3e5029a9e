package cn.cunzhen.api.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A list of transactions whose scans lie beneath the list's own folder.
 *
 * @param files those of them that are there
 */
record TransactionList(List<Candidate> transactions, Set<Path> files) {
  /** More rows than this belong into several lists. */
  private static final long LONGEST = 64 << 20;

  TransactionList {
    transactions = List.copyOf(transactions);
    files = Set.copyOf(files);
  }

  /** Reads a list; where it can't be read, its one transaction says why. */
  static TransactionList read(Path list) throws IOException {
    ListRows rows =
        Files.size(list) > LONGEST
            ? ListRows.malformed(list.toString())
            : ListRows.parse(list.toString(), Files.readAllBytes(list));
    if (!rows.faults().isEmpty()) {
      return new TransactionList(
          List.of(new UnreadableList(list.toString(), rows.faults())), Set.of());
    }
    List<ListedTransaction> all =
        rows.transactions().stream().map(each -> new ListedTransaction(list, each)).toList();
    Set<Path> files =
        all.stream().flatMap(each -> each.files().stream()).collect(Collectors.toSet());
    return new TransactionList(List.copyOf(all), files);
  }
}
