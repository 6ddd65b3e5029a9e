package cn.cunzhen.indexer.text;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.indexer.recognition.Recognised;
import cn.cunzhen.storage.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the words stand that were recognised in one version of a record, as it is kept in the
 * store.
 *
 * @param record digest of the record's version
 * @param files by the SHA-256 of each file, and the number of each page
 */
public record KeptScans(Sha256 record, Map<Sha256, Map<Integer, Recognised>> files) {
  /** Kind and form of the derivative; another number where recognition gives something else. */
  public static final String KIND = "scan1";

  private static final int MOST_FILES = 100_000;

  public KeptScans {
    files = Map.copyOf(files);
  }

  /** What was recognised of a page, if anything was. */
  public Optional<Recognised> page(Sha256 file, int number) {
    return Optional.ofNullable(files.getOrDefault(file, Map.of()).get(number));
  }

  /** Whether every page of another is here too. */
  public boolean covers(KeptScans other) {
    return other.files.entrySet().stream()
        .allMatch(file -> {
          Map<Integer, Recognised> own = files.getOrDefault(file.getKey(), Map.of());
          return own.keySet().containsAll(file.getValue().keySet());
        });
  }

  /** Compressed; empty where it is too large to be kept. */
  public Optional<Bytes> format() {
    return Packed.format(this::write);
  }

  private void write(DataOutputStream out) throws IOException {
    out.write(record.bytes().toArray());
    out.writeInt(files.size());
    Comparator<Sha256> byDigest = Comparator.comparing(Sha256::hex);
    for (Sha256 file : files.keySet().stream().sorted(byDigest).toList()) {
      out.write(file.bytes().toArray());
      ScanForm.write(out, files.getOrDefault(file, Map.of()));
    }
  }

  /**
   * Reads what {@link #format()} writes. Whoever may write to the store may have written anything.
   *
   * @return empty for anything else
   */
  public static Optional<KeptScans> parse(Bytes content) {
    return Packed.parse(content, KeptScans::read);
  }

  private static KeptScans read(DataInputStream in) throws IOException {
    Sha256 record = Packed.digest(in);
    String before = "";
    Map<Sha256, Map<Integer, Recognised>> files = new HashMap<>();
    for (int left = ScanForm.count(in, MOST_FILES); left > 0; left--) {
      Sha256 file = Packed.digest(in);
      if (file.hex().compareTo(before) <= 0) {
        throw new IOException("files stand in the order of their digests");
      }
      before = file.hex();
      files.put(file, ScanForm.read(in));
    }
    return new KeptScans(record, files);
  }
}
