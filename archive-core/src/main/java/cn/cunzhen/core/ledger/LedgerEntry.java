package cn.cunzhen.core.ledger;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A leaf of the ledger: which record, what happened, under which digest, when.
 *
 * <p>Its text is one line of RFC 8785 JSON without personal data: ids are keyed, digests salted.
 *
 * @param at in whole milliseconds, never earlier than the entry before
 */
public record LedgerEntry(Instant at, Sha256 digest, RecordId record, EntryType type, int version) {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\{\"at\":\"([0-9TZ:.-]{24})\",\"digest\":\\{\"sha256\":\"([0-9a-f]{64})\"\\},"
              + "\"record\":\"([0-9a-v]{26})\",\"type\":\"([a-z]+)\",\"version\":([1-9][0-9]{0,8})\\}");

  public LedgerEntry {
    if (!at.equals(at.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("an entry's time is in whole milliseconds");
    }
    if (version < 1 || version > 999_999_999) {
      throw new IllegalArgumentException("not a version: " + version);
    }
  }

  /** The leaf: the bytes that the ledger hashes. */
  public Bytes format() {
    return Bytes.utf8(
        "{\"at\":\""
            + TIME.format(at)
            + "\",\"digest\":{\"sha256\":\""
            + digest.hex()
            + "\"},\"record\":\""
            + record.value()
            + "\",\"type\":\""
            + type.word()
            + "\",\"version\":"
            + version
            + "}");
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static LedgerEntry parse(Bytes leaf) {
    Matcher parts = SHAPE.matcher(leaf.utf8());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a leaf of the ledger");
    }
    LedgerEntry entry;
    try {
      entry =
          new LedgerEntry(
              Instant.parse(parts.group(1)),
              Sha256.ofHex(parts.group(2)),
              new RecordId(parts.group(3)),
              EntryType.of(parts.group(4)),
              Integer.parseInt(parts.group(5)));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a leaf of the ledger", e);
    }
    if (!entry.format().equals(leaf)) {
      throw new IllegalArgumentException("not a leaf of the ledger");
    }
    return entry;
  }
}
