package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * One of the two slots in the file of a head, as its header tells.
 *
 * @param at where it begins in the file
 * @param whole whether the header is as it was written; a slot never written is whole too
 * @param number how many writes there were with this one; 0 in a slot never written
 * @param modified when it was written
 * @param length how many bytes its value has
 * @param version the value's
 * @param synced how many writes were known to be synced; 0 where that can't be read
 */
record Slot(
    long at,
    boolean whole,
    long number,
    Instant modified,
    int length,
    Version version,
    long synced) {
  /** Where the value begins. */
  static final int HEADER = 128;

  private static final int CHECKED = 52;
  private static final int SYNCED = 64;
  private static final Bytes NEVER_WRITTEN = Bytes.of(new byte[HEADER]);

  static Slot read(Place file, long at) throws IOException {
    Bytes header = file.read(at, HEADER);
    if (header.size() < HEADER) {
      throw new HeadFile.Damaged("it ends within a slot");
    }
    ByteBuffer fields = ByteBuffer.wrap(header.toArray());
    boolean whole =
        header.equals(NEVER_WRITTEN) || fields.getInt(CHECKED) == check(fields, 0, CHECKED);
    long synced = fields.getLong(SYNCED);
    boolean told = fields.getInt(SYNCED + Long.BYTES) == check(fields, SYNCED, Long.BYTES);
    return new Slot(
        at,
        whole,
        fields.getLong(0),
        whole ? Instant.EPOCH.plus(fields.getLong(8), ChronoUnit.MICROS) : Instant.EPOCH,
        fields.getInt(16),
        new Version(HexFormat.of().formatHex(header.toArray(), 20, CHECKED)),
        told ? synced : 0);
  }

  /** A slot that is written with this value, what was synced before included. */
  static Bytes format(long number, Bytes value, Version version, Instant now, long synced) {
    byte[] slot = new byte[HEADER + value.size()];
    ByteBuffer fields = ByteBuffer.wrap(slot);
    fields.putLong(number).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, now));
    fields.putInt(value.size()).put(HexFormat.of().parseHex(version.tag()));
    fields.putInt(check(fields, 0, CHECKED));
    synced(synced).copyTo(slot, SYNCED);
    value.copyTo(slot, HEADER);
    return Bytes.of(slot);
  }

  /** What is written into this slot once so many writes are synced. */
  HeadFile.Part noteSynced(long number) {
    return new HeadFile.Part(at + SYNCED, synced(number));
  }

  private static Bytes synced(long number) {
    ByteBuffer note = ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(number);
    return Bytes.of(note.putInt(check(note, 0, Long.BYTES)).array());
  }

  private static int check(ByteBuffer bytes, int from, int length) {
    CRC32 check = new CRC32();
    check.update(bytes.slice(from, length));
    return (int) check.getValue();
  }
}
