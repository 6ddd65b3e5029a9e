package cn.cunzhen.api.ingest;

import cn.cunzhen.core.json.MalformedJsonException;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A completed transaction in a folder: {@value #SUBMISSION}, which is what a source system submits,
 * and beside it every file that it lists, called by its {@code name} or by its {@code fileName}.
 * Hidden files are passed over.
 *
 * @param passedOver names of files that may lie there too
 */
record TransactionFolder(Path folder, Set<String> passedOver) implements Candidate {
  static final String SUBMISSION = "transaction.json";

  /** More than any archive takes. */
  private static final long LONGEST_SUBMISSION = 64 << 20;

  TransactionFolder {
    passedOver = Set.copyOf(passedOver);
  }

  static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(SUBMISSION));
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public Read read() throws IOException {
    Path submission = folder.resolve(SUBMISSION);
    if (Files.size(submission) > LONGEST_SUBMISSION) {
      return new Read.Unfit(List.of(new IngestFault(IngestFault.Kind.MALFORMED, SUBMISSION)));
    }
    Bytes json = Bytes.of(Files.readAllBytes(submission));
    try {
      return new Listing(folder, json, UntrustedJson.parse(json)).read(passedOver);
    } catch (MalformedJsonException e) {
      String where = SUBMISSION + ":" + e.line() + ":" + e.column();
      return new Read.Unfit(List.of(new IngestFault(IngestFault.Kind.MALFORMED, where)));
    }
  }

  /** Matches what the JSON lists with what lies in the folder. */
  private static final class Listing {
    private final Path folder;
    private final Bytes json;
    private final JsonNode files;
    private final List<IngestFault> faults = new ArrayList<>();
    private final Set<Path> used = new HashSet<>();
    private final FilesTaken taken = new FilesTaken();

    Listing(Path folder, Bytes json, JsonNode submission) {
      this.folder = folder;
      this.json = json;
      this.files = submission.path("files");
    }

    Read read(Set<String> passedOver) throws IOException {
      for (int i = 0; i < files.size(); i++) {
        add(files.get(i), "/files/" + i);
      }
      findSurplus(passedOver);
      return faults.isEmpty() ? taken.with(json) : new Read.Unfit(faults);
    }

    private void add(JsonNode file, String pointer) throws IOException {
      String name = file.path("name").asText();
      String fileName = file.path("fileName").asText();
      Path found = child(name);
      if (found == null) {
        found = child(fileName);
        if (found != null && isListedTwice(fileName)) {
          faults.add(new IngestFault(IngestFault.Kind.AMBIGUOUS, pointer + "/fileName"));
          used.add(found);
          return;
        }
      }
      if (found == null) {
        faults.add(new IngestFault(IngestFault.Kind.ABSENT, pointer));
        return;
      }
      used.add(found);
      if (!Files.isReadable(found)) {
        faults.add(new IngestFault(IngestFault.Kind.UNREADABLE, pointer));
        return;
      }
      taken.add(name, found);
    }

    private boolean isListedTwice(String fileName) {
      return files
              .valueStream()
              .filter(file -> file.path("fileName").asText().equals(fileName))
              .count()
          > 1;
    }

    /** The file of that name in the folder itself; null where there is none. */
    private @Nullable Path child(String name) {
      if (name.isEmpty() || name.equals(SUBMISSION)) {
        return null;
      }
      try {
        Path child = folder.resolve(name);
        boolean below = folder.equals(child.getParent()) && child.equals(child.normalize());
        return below && Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS) ? child : null;
      } catch (InvalidPathException e) {
        return null; // no file of this machine is called so
      }
    }

    private void findSurplus(Set<String> passedOver) throws IOException {
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(each -> !used.contains(each))
            .map(each -> String.valueOf(each.getFileName()))
            .filter(name -> !name.equals(SUBMISSION) && !name.startsWith("."))
            .filter(name -> !passedOver.contains(name))
            .sorted()
            .forEach(name -> faults.add(new IngestFault(IngestFault.Kind.SURPLUS, name)));
      }
    }
  }
}
