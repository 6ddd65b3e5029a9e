package cn.cunzhen.core.tally;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an entry of a tally stands for: how many accesses there are, and where. Kept beside the
 * entries for when the bodies are gone, and shown to nobody but the record's own.
 *
 * @param count from 1
 * @param digest of the places of the accesses
 */
record TallyCount(long count, Sha256 digest) {
  private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,17}) ([0-9a-f]{64})");

  /** Of accesses at these places, at least one. */
  static TallyCount of(Collection<Place> places) {
    StringBuilder lines = new StringBuilder();
    places.stream().sorted().forEach(place -> lines.append(place.format()));
    return new TallyCount(places.size(), Sha256.of(Bytes.utf8(lines.toString())));
  }

  /** What stands in the entry, which tells nothing without the salt. */
  Sha256 commitment(Bytes salt) {
    return Sha256.of(Bytes.utf8(salt.hex() + " " + format() + "\n"));
  }

  String format() {
    return count + " " + digest.hex();
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static TallyCount parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a count of accesses");
    }
    return new TallyCount(Long.parseLong(parts.group(1)), Sha256.ofHex(parts.group(2)));
  }
}
