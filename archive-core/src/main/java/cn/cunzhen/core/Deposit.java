package cn.cunzhen.core;

import cn.cunzhen.core.bag.PackageWriter;
import cn.cunzhen.core.bag.PayloadFile;
import cn.cunzhen.core.bag.PayloadOutput;
import cn.cunzhen.core.digest.Digester;
import cn.cunzhen.core.digest.Digests;
import cn.cunzhen.core.intake.FileInspection;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.core.intake.Limits;
import cn.cunzhen.core.intake.ReceivedFile;
import cn.cunzhen.core.intake.SubmittedFile;
import cn.cunzhen.core.intake.Transaction;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.PayloadPath;
import cn.cunzhen.storage.Room;
import cn.cunzhen.storage.StorageException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A transaction on its way in: its files stream through it into a package, one after another.
 *
 * <p>Memory stays flat whatever they weigh. A file that comes before its turn waits in a temporary
 * file. Closing it without {@link #complete()} leaves nothing behind. One thread uses it.
 */
public final class Deposit implements AutoCloseable {
  /** Takes what has come in, finishes and commits it. */
  interface Completion {
    DepositOutcome complete(Contents contents) throws IOException, InterruptedException;
  }

  /** All files of a transaction as they came in, and the package that holds them. */
  record Contents(
      Transaction transaction,
      int version,
      PackageWriter writer,
      List<ReceivedFile> received,
      List<PayloadFile> payloads) {}

  private final Transaction transaction;
  private final int version;
  private final Limits limits;
  private final FileInspection inspection;
  private final Path spool;
  private final PackageWriter writer;
  private final Completion completion;
  private final Map<String, Path> early = new HashMap<>();
  private final List<ReceivedFile> received = new ArrayList<>();
  private final List<PayloadFile> payloads = new ArrayList<>();
  private final Map<Part, Integer> numbers = new EnumMap<>(Part.class);
  private long taken;

  Deposit(
      Transaction transaction,
      Limits limits,
      FileInspection inspection,
      Path spool,
      int version,
      PackageWriter writer,
      Completion completion) {
    this.transaction = transaction;
    this.version = version;
    this.limits = limits;
    this.inspection = inspection;
    this.spool = spool;
    this.writer = writer;
    this.completion = completion;
  }

  /**
   * Takes a file to its end.
   *
   * @param name what the submission calls it
   * @throws TooMuchException if it, or all together, hold more than the archive takes
   * @throws StorageException.Full if there is no room for it
   */
  public void file(String name, InputStream content) throws IOException {
    InputStream limited = new Limited(content);
    int place = placeOf(name);
    try {
      if (place < payloads.size()) {
        surplus(name, limited);
      } else if (place == payloads.size()) {
        add(transaction.files().get(place), limited);
        addWhatWaited();
      } else {
        setAside(name, limited);
      }
    } catch (IOException e) {
      throw said(e, spool);
    }
  }

  /** What failed for want of room is said to be so. */
  static IOException said(IOException failure, Path spool) {
    if (Room.isMissing(failure, spool)) {
      throw new StorageException.Full("no room for a transaction that comes in", failure);
    }
    return failure;
  }

  /** Its place among the announced files; −1 where nobody announced it. */
  private int placeOf(String name) {
    for (int i = 0; i < transaction.files().size(); i++) {
      if (transaction.files().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** A file that was not announced, or comes twice: measured, so that it can be named. */
  private void surplus(String name, InputStream content) throws IOException {
    Digests digests = Digester.of(content, false);
    received.add(
        new ReceivedFile(
            name,
            digests.size(),
            digests.sha256(),
            new Inspection("application/octet-stream", List.of())));
  }

  private void setAside(String name, InputStream content) throws IOException {
    Path file = Files.createTempFile(spool, "part-", ".tmp");
    Path before = early.put(name, file);
    Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    if (before != null) {
      Files.delete(before);
    }
  }

  private void addWhatWaited() throws IOException {
    while (payloads.size() < transaction.files().size()) {
      SubmittedFile next = transaction.files().get(payloads.size());
      Path waiting = early.remove(next.name());
      if (waiting == null) {
        return;
      }
      try (InputStream content = new BufferedInputStream(Files.newInputStream(waiting))) {
        add(next, content);
      } finally {
        Files.delete(waiting);
      }
    }
  }

  private void add(SubmittedFile file, InputStream content) throws IOException {
    int number = numbers.merge(file.part(), 1, Integer::sum);
    PayloadOutput out = writer.begin(PayloadPath.of(file.part(), number, file.fileName()));
    content.transferTo(out);
    PayloadFile payload = out.finish();
    Inspection found = inspection.inspect(file.fileName(), view(payload));
    received.add(
        new ReceivedFile(file.name(), payload.digests().size(), payload.digests().sha256(), found));
    payloads.add(payload);
  }

  private static FileInspection.FileView view(PayloadFile payload) {
    return new FileInspection.FileView() {
      @Override
      public long size() {
        return payload.view().size();
      }

      @Override
      public int read(ByteBuffer into, long position) throws IOException {
        return payload.view().read(into, position);
      }
    };
  }

  /**
   * Checks, seals, stores and commits it all, and says what became of it.
   *
   * @throws StorageException.Full if there is no room for it
   */
  public DepositOutcome complete() throws IOException, InterruptedException {
    try {
      return completion.complete(new Contents(transaction, version, writer, received, payloads));
    } catch (IOException e) {
      throw said(e, spool);
    }
  }

  /** Whatever was not completed is gone. */
  @Override
  public void close() throws IOException {
    for (Path file : early.values()) {
      Files.deleteIfExists(file);
    }
    writer.close();
  }

  /** Counts what is read, and stops where it is more than the archive takes. */
  private final class Limited extends FilterInputStream {
    private long here;

    Limited(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        here += count;
        taken += count;
        if (here > limits.bytesPerFile()) {
          throw new TooMuchException(TooMuchException.Limit.FILE, limits.bytesPerFile());
        }
        if (taken > limits.bytesInAll()) {
          throw new TooMuchException(TooMuchException.Limit.TRANSACTION, limits.bytesInAll());
        }
      }
      return count;
    }
  }
}
