package cn.cunzhen.api.ingest;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where transactions lie: folders and ZIPs, at whatever depth.
 *
 * <p>A folder that holds {@value TransactionFolder#SUBMISSION} is a transaction; what lies in it is
 * looked at no further. A file that belongs to none is stray, and named: nothing is passed over
 * silently but hidden files.
 */
public final class Source implements AutoCloseable {
  private final List<FileSystem> opened = new ArrayList<>();
  private final List<Path> transactions = new ArrayList<>();
  private final List<Path> stray = new ArrayList<>();
  private final String journal;

  private Source(String journal) {
    this.journal = journal;
  }

  /**
   * Looks for transactions.
   *
   * @param journal name of the file of receipts, which is no stray
   * @throws IOException if a path is neither a folder nor a ZIP, or can't be read
   */
  public static Source of(List<Path> paths, String journal) throws IOException {
    Source source = new Source(journal);
    try {
      for (Path path : paths) {
        source.look(source.root(path));
      }
      return source;
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private Path root(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return path.toAbsolutePath().normalize();
    }
    FileSystem zip = FileSystems.newFileSystem(path);
    opened.add(zip);
    return zip.getPath("/");
  }

  private void look(Path folder) throws IOException {
    if (TransactionFolder.isOne(folder)) {
      transactions.add(folder);
      return;
    }
    List<Path> children;
    try (Stream<Path> all = Files.list(folder)) {
      children = all.filter(each -> !isHidden(each)).sorted().toList();
    }
    for (Path child : children) {
      if (Files.isDirectory(child)) {
        look(child);
      } else if (!name(child).equals(journal)) {
        stray.add(child);
      }
    }
  }

  private static boolean isHidden(Path path) {
    return name(path).startsWith(".");
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** The folder of each transaction, in the order of their names. */
  public List<Path> transactions() {
    return List.copyOf(transactions);
  }

  /** Files that belong to no transaction. */
  public List<Path> stray() {
    return List.copyOf(stray);
  }

  /** Whether a path looks like something that can be read: a folder, or a file that says ZIP. */
  public static boolean isReadable(Path path) {
    return Files.isDirectory(path)
        || (Files.isRegularFile(path) && name(path).toLowerCase(Locale.ROOT).endsWith(".zip"));
  }

  @Override
  public void close() throws IOException {
    for (FileSystem zip : opened) {
      zip.close();
    }
  }
}
