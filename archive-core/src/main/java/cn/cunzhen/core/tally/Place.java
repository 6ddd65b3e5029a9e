package cn.cunzhen.core.tally;

import cn.cunzhen.storage.Bytes;
import java.util.Comparator;

/**
 * Where an access stands.
 *
 * @param leaf what stands there
 */
record Place(String node, long index, Bytes leaf) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::node).thenComparingLong(Place::index);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  String format() {
    return node + " " + index + " " + leaf.utf8() + "\n";
  }
}
