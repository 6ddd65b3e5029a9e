package cn.cunzhen.api.ingest;

import cn.cunzhen.api.ingest.IngestFault.Kind;
import cn.cunzhen.api.ingest.Shelf.Sought;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A transaction that stands in a list on this machine's disk. */
record ListedTransaction(Path list, ListedSubmission rows) implements Candidate {
  @Override
  public String place() {
    return list + ListRows.line(rows.line());
  }

  @Override
  public Read read() throws IOException {
    Composed<Path> composed = rows.compose(this::seek);
    if (!composed.faults().isEmpty()) {
      return new Read.Unfit(composed.faults());
    }
    FilesTaken taken = new FilesTaken();
    for (Map.Entry<String, Path> file : composed.files().entrySet()) {
      taken.add(file.getKey(), file.getValue());
    }
    return taken.with(composed.json());
  }

  /** Those of its files that are there. */
  List<Path> files() {
    return rows.files().stream().flatMap(name -> file(name).stream()).toList();
  }

  private Sought<Path> seek(String listed) {
    Optional<Path> found = file(listed);
    if (found.isEmpty()) {
      return new Sought.Missing<>(Kind.ABSENT);
    }
    return Files.isReadable(found.get())
        ? new Sought.Found<>(found.get(), String.valueOf(found.get().getFileName()))
        : new Sought.Missing<>(Kind.UNREADABLE);
  }

  /** The file that a list names, beneath the list's own folder; empty where there is none. */
  private Optional<Path> file(String name) {
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
