package cn.cunzhen.api.ingest;

import cn.cunzhen.api.ingest.IngestFault.Kind;
import cn.cunzhen.api.ingest.Shelf.Sought;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A list of transactions that lies elsewhere, with the names of the files around it.
 *
 * @param files those of them that the list names
 */
public record PostedList(List<PostedTransaction> transactions, Set<String> files) {
  public PostedList {
    transactions = List.copyOf(transactions);
    files = Set.copyOf(files);
  }

  /**
   * Reads a list; where it can't be read, its one transaction says why.
   *
   * @param around where the files lie as seen from the list's folder, with slashes
   */
  public static PostedList read(byte[] list, Set<String> around) {
    ListRows rows = ListRows.parse("", list);
    if (!rows.faults().isEmpty()) {
      return new PostedList(List.of(new PostedTransaction.Unfit(0, rows.faults())), Set.of());
    }
    return new PostedList(
        rows.transactions().stream().map(each -> transaction(each, around)).toList(),
        rows.transactions().stream()
            .flatMap(each -> each.files().stream())
            .flatMap(listed -> file(listed, around).stream())
            .collect(Collectors.toSet()));
  }

  private static PostedTransaction transaction(ListedSubmission rows, Set<String> around) {
    Composed<String> composed = rows.compose(listed -> seek(listed, around));
    return composed.faults().isEmpty()
        ? new PostedTransaction.Whole(rows.line(), composed.json(), composed.files())
        : new PostedTransaction.Unfit(rows.line(), composed.faults());
  }

  private static Sought<String> seek(String listed, Set<String> around) {
    Optional<String> file = file(listed, around);
    return file.isEmpty()
        ? new Sought.Missing<>(Kind.ABSENT)
        : new Sought.Found<>(file.get(), file.get().substring(file.get().lastIndexOf('/') + 1));
  }

  private static Optional<String> file(String listed, Set<String> around) {
    try {
      String file = Path.of(listed.replace('\\', '/')).normalize().toString();
      return Optional.of(file).filter(around::contains);
    } catch (InvalidPathException e) {
      return Optional.empty(); // no file is called so
    }
  }
}
