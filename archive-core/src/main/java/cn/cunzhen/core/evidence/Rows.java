package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.storage.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The digests that a renewal's tree was made of: a row for each thing, {@value #WIDTH} digests
 * wide.
 *
 * <p>A thing with one digest has zeros in the other's place.
 */
final class Rows {
  private static final int WIDTH = 2;

  private Rows() {}

  /** How many bytes a row takes. */
  static int width(DigestAlgorithm algorithm) {
    return WIDTH * algorithm.size();
  }

  static Bytes format(DigestAlgorithm algorithm, List<List<Bytes>> groups) {
    byte[] rows = new byte[groups.size() * WIDTH * algorithm.size()];
    int offset = 0;
    for (List<Bytes> group : groups) {
      if (group.isEmpty() || group.size() > WIDTH) {
        throw new IllegalArgumentException("a thing has one digest or two");
      }
      for (int i = 0; i < group.size(); i++) {
        group.get(i).copyTo(rows, offset + i * algorithm.size());
      }
      offset += WIDTH * algorithm.size();
    }
    return Bytes.of(rows);
  }

  /**
   * The strict inverse.
   *
   * @throws IllegalArgumentException if the rows are not whole
   */
  static List<List<Bytes>> parse(DigestAlgorithm algorithm, Bytes rows) {
    int size = algorithm.size();
    if (rows.size() == 0 || rows.size() % (WIDTH * size) != 0) {
      throw new IllegalArgumentException("rows that are not whole");
    }
    Bytes none = Bytes.of(new byte[size]);
    List<List<Bytes>> groups = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += WIDTH * size) {
      Bytes first = rows.slice(from, from + size);
      Bytes second = rows.slice(from + size, from + WIDTH * size);
      groups.add(second.equals(none) ? List.of(first) : List.of(first, second));
    }
    return groups;
  }
}
