package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.child.NonsenseException;
import cn.cunzhen.indexer.child.Strings;
import cn.cunzhen.indexer.recognition.Recognised;
import cn.cunzhen.indexer.recognition.Recognised.Box;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was recognised of a file's pages: big-endian integers, strings with their lengths. */
final class ScanForm {
  private static final int MOST_PAGES = 10_000;
  private static final long LONGEST = 3L * Recognised.LONGEST;

  private ScanForm() {}

  static void write(DataOutputStream out, Map<Integer, Recognised> scans) throws IOException {
    out.writeInt(scans.size());
    for (Map.Entry<Integer, Recognised> scan : new TreeMap<>(scans).entrySet()) {
      out.writeInt(scan.getKey());
      Strings.write(out, scan.getValue().text());
      out.writeInt(scan.getValue().boxes().size());
      for (Box box : scan.getValue().boxes()) {
        write(out, box);
      }
    }
  }

  private static void write(DataOutputStream out, Box box) throws IOException {
    out.writeInt(box.from());
    out.writeInt(box.to());
    out.writeShort(box.left());
    out.writeShort(box.top());
    out.writeShort(box.right());
    out.writeShort(box.bottom());
  }

  /** Reads what {@link #write} wrote, and nothing else. */
  static Map<Integer, Recognised> read(DataInputStream in) throws IOException {
    TreeMap<Integer, Recognised> scans = new TreeMap<>();
    for (int left = count(in, MOST_PAGES); left > 0; left--) {
      int page = in.readInt();
      if (page < 1 || (!scans.isEmpty() && page <= scans.lastKey())) {
        throw new NonsenseException();
      }
      scans.put(page, scan(in));
    }
    return scans;
  }

  private static Recognised scan(DataInputStream in) throws IOException {
    String text = Strings.read(in, LONGEST);
    List<Box> boxes = new ArrayList<>();
    try {
      for (int left = count(in, text.length()); left > 0; left--) {
        boxes.add(
            new Box(
                in.readInt(),
                in.readInt(),
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedShort()));
      }
      return new Recognised(text, boxes);
    } catch (IllegalArgumentException e) {
      throw new NonsenseException();
    }
  }

  /** How many follow, which are at most so many. */
  static int count(DataInputStream in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new NonsenseException();
    }
    return count;
  }
}
