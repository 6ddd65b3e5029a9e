package cn.cunzhen.core.record;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;

/**
 * A record as {@code metadata/record.json}: RFC 8785 JSON, format version 1.
 *
 * <p>What is absent is left out, never null. The SHA-256 of this text is the record's digest.
 */
public final class RecordJson {
  static final int FORMAT_VERSION = 1;

  private RecordJson() {}

  /**
   * Writes the record.
   *
   * @throws IllegalArgumentException if the form can't carry it: a file whose path is not the one
   *     that its part, its place and its name give it, a text with NUL or half a character, a time
   *     that RFC 3339 can't write
   */
  public static Bytes format(ArchivalRecord record) {
    refuseOtherPaths(record);
    return CanonicalJson.format(RecordWriter.write(record));
  }

  /**
   * The strict inverse of {@link #format}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write; its message
   *     names the field and never quotes the content
   */
  public static ArchivalRecord parse(Bytes text) {
    JsonNode json = UntrustedJson.parse(text);
    ArchivalRecord record = RecordReader.read(new Fields("record.json", json));
    if (!format(record).equals(text)) {
      throw new IllegalArgumentException(
          "record.json is not in the canonical form of format version 1");
    }
    return record;
  }

  /** The record's digest: what the ledger, the key of the package and a receipt name it by. */
  public static Sha256 digest(Bytes recordJson) {
    return Sha256.of(recordJson);
  }

  private static void refuseOtherPaths(ArchivalRecord record) {
    Map<Part, Integer> numbers = new EnumMap<>(Part.class);
    for (ArchivedFile file : record.files()) {
      int number = numbers.merge(file.part(), 1, Integer::sum);
      if (!PayloadPath.of(file.part(), number, file.submittedName()).format().equals(file.path())) {
        throw new IllegalArgumentException("a file's path is not the one that its place gives it");
      }
    }
  }
}
