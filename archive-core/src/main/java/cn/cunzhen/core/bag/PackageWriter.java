package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Digester;
import cn.cunzhen.core.digest.Digests;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.PayloadPath;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.Sealer;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes one package into a temporary file: first its files, one after the other, as they come in;
 * then, in {@link #seal}, all else. One thread writes; memory does not grow with the files.
 *
 * <p>Closing it removes the temporary file, sealed or not.
 */
public final class PackageWriter implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final WriteBuffer out;
  private final RecordId id;
  private final int version;
  private final boolean withSm3;
  private final List<PayloadFile> files = new ArrayList<>();
  private @Nullable PayloadOutput open;
  private boolean sealed;

  private PackageWriter(Path file, FileChannel channel, RecordId id, int version, boolean sm3) {
    this.file = file;
    this.channel = channel;
    this.out = new WriteBuffer(channel);
    this.id = id;
    this.version = version;
    this.withSm3 = sm3;
  }

  /**
   * Begins a package.
   *
   * @param folder where the temporary file goes; best on the store's filesystem
   * @param withSm3 whether the files get SM3 digests too
   */
  public static PackageWriter create(Path folder, RecordId id, int version, boolean withSm3)
      throws IOException {
    Path file = Files.createTempFile(folder, "package-", ".tmp");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new PackageWriter(file, channel, id, version, withSm3);
    } catch (IOException e) {
      Files.delete(file);
      throw e;
    }
  }

  /** Begins the next file. The one before must be finished. */
  public PayloadOutput begin(PayloadPath path) throws IOException {
    if (sealed || open != null) {
      throw new IllegalStateException("the file before is not finished, or the package is sealed");
    }
    String name = id + "-v" + version + "/" + path.format();
    open = new PayloadOutput(this, out, channel, path, name, new Digester(withSm3));
    return open;
  }

  /**
   * Writes all else and so completes the package.
   *
   * @param record whose files are those that were written, in their order
   * @param checks the content of checks.json, whose digest the record has
   * @throws IllegalArgumentException if the record is not that of these files, these checks and
   *     these seals
   */
  public SealedPackage seal(ArchivalRecord record, Bytes checks, Sealer sealer) throws IOException {
    refuseOther(record, checks);
    if (!record.seals().equals(sealer.fileNames())) {
      throw new IllegalArgumentException("the record names other seals");
    }
    Bytes recordJson = RecordJson.format(record);
    List<Seal> seals = sealer.seal(recordJson, record.sealedAt());
    List<Integer> crcs = files.stream().map(f -> f.digests().crc32()).toList();
    PackageForm form = new PackageForm(record, recordJson, checks, seals, crcs);
    out.append(form.tail().toArray(), 0, form.tail().size());
    out.flush();
    sealed = true;
    return new SealedPackage(file, form);
  }

  /** Removes the temporary file; where a store has given it another name, it stays under that. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  void refuseUnlessOpen(PayloadOutput output) {
    if (open != output) {
      throw new IllegalStateException("the file is finished");
    }
  }

  void finished(PayloadFile written) {
    files.add(written);
    open = null;
  }

  private void refuseOther(ArchivalRecord record, Bytes checks) {
    if (sealed || open != null || files.isEmpty()) {
      throw new IllegalStateException(
          "a package is sealed once, with whole files and at least one");
    }
    if (!record.id().equals(id) || record.version() != version) {
      throw new IllegalArgumentException("another record than the package was begun for");
    }
    if (!record.checks().equals(Sha256.of(checks))) {
      throw new IllegalArgumentException("the record names other checks");
    }
    boolean same = record.files().size() == files.size();
    for (int i = 0; same && i < files.size(); i++) {
      same = describes(record.files().get(i), files.get(i));
    }
    if (!same) {
      throw new IllegalArgumentException("the record's files are not those of the package");
    }
  }

  private static boolean describes(ArchivedFile described, PayloadFile written) {
    Digests digests = written.digests();
    return described.path().equals(written.path().format())
        && described.size() == digests.size()
        && described.sha256().equals(digests.sha256())
        && Objects.equals(described.sm3(), digests.sm3());
  }
}
