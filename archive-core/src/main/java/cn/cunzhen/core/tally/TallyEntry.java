package cn.cunzhen.core.tally;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a tally counts accesses to a record.
 *
 * @param key stands for the record, in this tally alone
 * @param commitment to the count
 */
record TallyEntry(Sha256 key, Sha256 commitment) {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9a-f]{64})");

  static Sha256 key(Origin tally, RecordId record) {
    return Sha256.of(Bytes.utf8(tally + "\n" + record.value() + "\n"));
  }

  Bytes format() {
    return Bytes.utf8(key.hex() + " " + commitment.hex());
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
    return new TallyEntry(Sha256.ofHex(parts.group(1)), Sha256.ofHex(parts.group(2)));
  }
}
