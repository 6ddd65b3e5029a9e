package cn.cunzhen.core.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of tiles as C2SP tlog-tiles, "Merkle Tree" and "Log entries", writes them. */
final class TilePathFormat {
  private static final Pattern SHAPE =
      Pattern.compile(
          "tile/(?:entries|(?<level>[0-9]{1,2}))"
              + "/(?<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/(?<width>[0-9]{1,3}))?");

  private TilePathFormat() {}

  static String format(TilePath path) {
    String place =
        switch (path) {
          case Tile tile -> Integer.toString(tile.level());
          case Bundle _ -> "entries";
        };
    String width = path.isFull() ? "" : ".p/" + path.width();
    return "tile/" + place + "/" + digits(path.index()) + width;
  }

  /** Zero-padded groups of three, so that no folder grows beyond a thousand names. */
  private static String digits(long index) {
    StringBuilder digits = new StringBuilder(three(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      digits.insert(0, "x" + three(rest % 1000) + "/");
    }
    return digits.toString();
  }

  private static String three(long number) {
    return Long.toString(1000 + number).substring(1);
  }

  static TilePath parse(String path) {
    Matcher parts = SHAPE.matcher(path);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a tile's path");
    }
    long index = Long.parseLong(parts.group("index").replace("x", "").replace("/", ""));
    String partial = parts.group("width");
    int width = partial == null ? TilePath.FULL : Integer.parseInt(partial);
    String level = parts.group("level");
    TilePath parsed =
        level == null ? new Bundle(index, width) : new Tile(Integer.parseInt(level), index, width);
    if (!parsed.path().equals(path)) {
      throw new IllegalArgumentException("not a tile's path");
    }
    return parsed;
  }
}
