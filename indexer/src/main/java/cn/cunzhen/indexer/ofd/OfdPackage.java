package cn.cunzhen.indexer.ofd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.io.input.BoundedInputStream;

/** The parts of an OFD file, found as its writers name them: loosely. */
public final class OfdPackage implements AutoCloseable {
  private static final long LARGEST_PART = 64 << 20;

  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new HashMap<>();

  /** Opens a file that is a ZIP. */
  public OfdPackage(Path file) throws IOException {
    this.zip = new ZipFile(file.toFile());
    zip.stream().forEach(entry -> entries.putIfAbsent(normal(entry.getName()), entry));
  }

  /** Opens a part; nothing where there is none. */
  public Optional<InputStream> open(String location) throws IOException {
    ZipEntry entry = entries.get(normal(location));
    if (entry == null) {
      return Optional.empty();
    }
    return Optional.of(
        BoundedInputStream.builder()
            .setInputStream(zip.getInputStream(entry))
            .setMaxCount(LARGEST_PART)
            .get());
  }

  /** Where a location that stands in one part leads to (GB/T 33190, 7.3, ST_Loc). */
  public static String resolve(String part, String location) {
    boolean absolute = location.startsWith("/") || location.startsWith("\\");
    int folder = part.lastIndexOf('/');
    return normal(absolute || folder < 0 ? location : part.substring(0, folder + 1) + location);
  }

  private static String normal(String location) {
    Deque<String> steps = new ArrayDeque<>();
    for (String step : List.of(location.replace('\\', '/').split("/", -1))) {
      if (step.equals("..")) {
        steps.pollLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step.toLowerCase(Locale.ROOT));
      }
    }
    return String.join("/", steps);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
