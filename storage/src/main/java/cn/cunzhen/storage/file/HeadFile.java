package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the file of a head holds: a value and nothing else, or two slots that are written by turns.
 *
 * <p>A value alone is replaced by another file. Of two slots the older one is written over and
 * synced while the newer one stays: one sync of bytes, and no name changes. Each slot says how many
 * writes there were, so that the newest whole one counts, and how many were known to be synced, so
 * that a value that was lost is told from one that was never written whole. The layout is in
 * docs/formats.md.
 *
 * @param modified when the value was written
 * @param turn how the next value is written into this file; empty where there is no slot for it
 */
record HeadFile(Bytes value, Version version, Instant modified, Optional<Turn> turn) {
  private static final Bytes MAGIC = Bytes.utf8("cunzhen slots 1\n");
  private static final int START = MAGIC.size() + Integer.BYTES;
  private static final int BLOCK = 4096;
  private static final int LARGEST = 1 << 20;

  /** The file can't be as it was written. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    Damaged(String message) {
      super(message);
    }
  }

  /** Something to write, and where. */
  record Part(long at, Bytes bytes) {}

  /**
   * Whose turn it is.
   *
   * @param present the slot that holds the present value
   * @param next the one to be written over
   * @param size how many bytes either takes
   */
  record Turn(Slot present, Slot next, int size) {
    /**
     * Whether the value may be written into this file: if there is room, and if it is no shorter
     * than the present one. What a shorter value lets go of would stay in the other slot.
     */
    boolean takes(Bytes value) {
      return present.length() <= value.size() && value.size() <= size - Slot.HEADER;
    }

    /** The value, over the older one and all that is left of a write that never ended. */
    Part write(Bytes value, Version version, Instant now) {
      long number = present.number();
      Bytes slot = Slot.format(number + 1, value, version, now, number);
      boolean ended = next.whole() && next.number() < number;
      Bytes rest = Bytes.of(new byte[ended ? 0 : size - slot.size()]);
      return new Part(next.at(), Bytes.joined(List.of(slot, rest)));
    }

    /** Says beside the value before, once the one after it is synced, that it was. */
    Part noteSynced() {
      return present.noteSynced(present.number() + 1);
    }
  }

  /** A file that holds this value and no slot for another, unless it looks like one with slots. */
  static Bytes alone(Bytes value, Instant now) {
    return looksSlotted(value) ? slotted(value, now, BLOCK) : value;
  }

  /**
   * A file that holds this value, and a slot for the next unless that is much larger.
   *
   * @param before the file in whose place it is put
   */
  static Bytes forMany(Bytes value, Instant now, Optional<HeadFile> before) {
    int size = before.flatMap(HeadFile::turn).map(Turn::size).orElse(BLOCK);
    return value.size() > LARGEST ? alone(value, now) : slotted(value, now, size);
  }

  private static Bytes slotted(Bytes value, Instant now, int atLeast) {
    Bytes slot = Slot.format(1, value, Version.of(value), now, 0);
    int size = Math.max(atLeast, 2 * Integer.highestOneBit(slot.size()));
    byte[] file = new byte[BLOCK + 2 * size];
    MAGIC.copyTo(file, 0);
    ByteBuffer.wrap(file).putInt(MAGIC.size(), size);
    slot.copyTo(file, BLOCK);
    return Bytes.of(file);
  }

  private static boolean looksSlotted(Bytes bytes) {
    return bytes.size() >= MAGIC.size() && bytes.slice(0, MAGIC.size()).equals(MAGIC);
  }

  /**
   * Reads the present value.
   *
   * @param modified the file's date
   * @param still whether nobody writes meanwhile
   * @return empty where somebody may be writing, so that nothing can be said before they are done
   * @throws Damaged if a value was written whole and can't be read any more
   */
  static Optional<HeadFile> read(Place file, Instant modified, boolean still) throws IOException {
    Bytes start = file.read(0, START);
    if (!looksSlotted(start)) {
      Bytes value = file.read(0, Math.toIntExact(file.size()));
      return Optional.of(new HeadFile(value, Version.of(value), modified, Optional.empty()));
    }
    int size = start.size() < START ? 0 : ByteBuffer.wrap(start.toArray()).getInt(MAGIC.size());
    if (size < BLOCK || file.size() != BLOCK + 2L * size) {
      throw new Damaged("it is not filled by two slots");
    }
    Slot first = Slot.read(file, BLOCK);
    Slot second = Slot.read(file, BLOCK + (long) size);
    Optional<HeadFile> read =
        still || (first.whole() && second.whole())
            ? newest(file, size, first, second, still)
            : Optional.empty();
    if (read.isEmpty() && still) {
      throw new Damaged("a value that was written into it is lost");
    }
    return read;
  }

  /** A header is read before its value: a slot that is written meanwhile no longer has that. */
  private static Optional<HeadFile> newest(
      Place file, int size, Slot first, Slot second, boolean still) throws IOException {
    boolean turned =
        Comparator.comparing(Slot::whole).thenComparingLong(Slot::number).compare(first, second)
            > 0;
    Slot newer = turned ? first : second;
    Slot older = turned ? second : first;
    Optional<HeadFile> read = value(file, size, newer, older);
    return read.isEmpty() && still ? value(file, size, older, newer) : read;
  }

  private static Optional<HeadFile> value(Place file, int size, Slot slot, Slot other)
      throws IOException {
    long synced = Math.max(slot.synced(), other.synced());
    boolean fits = 0 <= slot.length() && slot.length() <= size - Slot.HEADER;
    if (!slot.whole() || slot.number() < Math.max(1, synced) || !fits) {
      return Optional.empty();
    }
    Bytes value = file.read(slot.at() + Slot.HEADER, slot.length());
    return Version.of(value).equals(slot.version())
        ? Optional.of(
            new HeadFile(
                value, slot.version(), slot.modified(), Optional.of(new Turn(slot, other, size))))
        : Optional.empty();
  }
}
