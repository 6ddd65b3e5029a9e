package cn.cunzhen.core.tally;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many accesses to a record a tally counts, and which.
 *
 * @param key stands for the record, in this tally alone
 * @param digest of the places of the accesses
 */
record TallyEntry(Sha256 key, long count, Sha256 digest) implements Comparable<TallyEntry> {
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64}) ([1-9][0-9]{0,17}) ([0-9a-f]{64})");

  /** The entry of a record with accesses at these places, at least one. */
  static TallyEntry of(Origin tally, RecordId record, Collection<Place> places) {
    StringBuilder lines = new StringBuilder();
    places.stream().sorted().forEach(place -> lines.append(place.format()));
    return new TallyEntry(
        key(tally, record), places.size(), Sha256.of(Bytes.utf8(lines.toString())));
  }

  static Sha256 key(Origin tally, RecordId record) {
    return Sha256.of(Bytes.utf8(tally + "\n" + record.value() + "\n"));
  }

  @Override
  public int compareTo(TallyEntry other) {
    return key.hex().compareTo(other.key.hex());
  }

  Bytes format() {
    return Bytes.utf8(key.hex() + " " + count + " " + digest.hex());
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static TallyEntry parse(Bytes line) {
    Matcher parts = LINE.matcher(line.utf8());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an entry of a tally");
    }
    return new TallyEntry(
        Sha256.ofHex(parts.group(1)), Long.parseLong(parts.group(2)), Sha256.ofHex(parts.group(3)));
  }
}
