package cn.cunzhen.api.ingest;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Where transactions lie: folders and ZIPs, at whatever depth, and lists of scans.
 *
 * <p>A folder that holds {@value TransactionFolder#SUBMISSION} is a transaction; what lies in it is
 * looked at no further. Elsewhere a file that ends in {@code .csv} is a list. A file that belongs
 * to neither is stray, and named: nothing is passed over silently but hidden files.
 *
 * <p>The names in a ZIP are UTF-8, or else GB 18030, as Chinese systems wrote them for long.
 */
public final class Source implements AutoCloseable {
  private final List<FileSystem> opened = new ArrayList<>();
  private final List<Candidate> transactions = new ArrayList<>();
  private final Set<Path> stray = new LinkedHashSet<>();
  private final Set<Path> listed = new HashSet<>();
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
        source.begin(path);
      }
      source.stray.removeAll(source.listed);
      return source;
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private void begin(Path path) throws IOException {
    Path whole = path.toAbsolutePath().normalize();
    if (Files.isDirectory(whole)) {
      look(whole);
    } else if (isList(whole)) {
      add(TransactionList.read(whole));
    } else {
      FileSystem zip = open(whole);
      opened.add(zip);
      look(zip.getPath("/"));
    }
  }

  private static FileSystem open(Path zip) throws IOException {
    try {
      return FileSystems.newFileSystem(zip);
    } catch (ZipException e) {
      try {
        return FileSystems.newFileSystem(zip, Map.of("encoding", "GB18030"));
      } catch (ZipException again) {
        again.addSuppressed(e);
        throw again;
      }
    }
  }

  private void look(Path folder) throws IOException {
    if (TransactionFolder.isOne(folder)) {
      transactions.add(new TransactionFolder(folder, Set.of(journal)));
      return;
    }
    List<Path> children;
    try (Stream<Path> all = Files.list(folder)) {
      children = all.filter(each -> !isHidden(each)).sorted().toList();
    }
    for (Path child : children) {
      if (Files.isDirectory(child)) {
        look(child);
      } else if (isList(child)) {
        add(TransactionList.read(child));
      } else if (!name(child).equals(journal)) {
        stray.add(child);
      }
    }
  }

  private void add(TransactionList list) {
    transactions.addAll(list.transactions());
    listed.addAll(list.files());
  }

  private static boolean isZip(Path path) {
    return name(path).toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static boolean isList(Path path) {
    return name(path).toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  private static boolean isHidden(Path path) {
    return name(path).startsWith(".");
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** The transactions, in the order of the names of their folders and lists. */
  public List<Candidate> transactions() {
    return List.copyOf(transactions);
  }

  /** Files that belong to no transaction, nor to a list. */
  public List<Path> stray() {
    return List.copyOf(stray);
  }

  /** Whether a path looks like something that can be read: a folder, a ZIP, or a list. */
  public static boolean isReadable(Path path) {
    return Files.isDirectory(path) || (Files.isRegularFile(path) && (isZip(path) || isList(path)));
  }

  @Override
  public void close() throws IOException {
    for (FileSystem zip : opened) {
      zip.close();
    }
  }
}
