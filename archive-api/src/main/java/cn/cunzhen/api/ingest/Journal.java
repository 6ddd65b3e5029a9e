package cn.cunzhen.api.ingest;

import cn.cunzhen.core.digest.Sha256;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The receipts that were given, one line of JSON each, on stable storage before they count.
 *
 * <p>One process at a time writes it. A last line that has no end was being written when a process
 * was killed: it is cut off, and its transaction is sent again, which changes nothing. Any thread
 * may use it.
 */
public final class Journal implements AutoCloseable {
  /** What the journal is called beside the transactions. */
  public static final String NAME = "receipts.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel file;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  private Journal(FileChannel file) {
    this.file = file;
  }

  /**
   * Opens the journal, which is made where there is none.
   *
   * @return empty where another process writes it
   * @throws IOException if it can't be read and written, or is no journal
   */
  public static Optional<Journal> open(Path path) throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (tryLock(file) == null) {
        file.close();
        return Optional.empty();
      }
      Journal journal = new Journal(file);
      journal.read(path);
      return Optional.of(journal);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void read(Path path) throws IOException {
    cutOffWhatHasNoEnd();
    file.position(0);
    BufferedReader lines = new BufferedReader(Channels.newReader(file, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      try {
        JsonNode fingerprint = JSON.readTree(line).path("fingerprint");
        if (!fingerprint.isTextual()) {
          throw new IOException(path + " is no file of receipts: line " + number);
        }
        known.add(fingerprint.asText());
      } catch (JsonProcessingException e) {
        // Its message quotes the line, which belongs to a person.
        throw new IOException(path + " is no file of receipts: line " + number);
      }
    }
    file.position(file.size());
  }

  private void cutOffWhatHasNoEnd() throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    long end = file.size();
    while (end > 0) {
      last.clear();
      file.read(last, end - 1);
      if (last.get(0) == '\n') {
        break;
      }
      end--;
    }
    file.truncate(end);
  }

  /** Whether a receipt for it is here. */
  boolean holds(Sha256 fingerprint) {
    return known.contains(fingerprint.hex());
  }

  /** Adds a receipt; when this returns it is durable. */
  synchronized void add(String place, Sha256 fingerprint, JsonNode receipt) throws IOException {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("folder", place);
    line.put("fingerprint", fingerprint.hex());
    line.set("receipt", receipt);
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
    known.add(fingerprint.hex());
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
