package cn.cunzhen.api.pages;

import cn.cunzhen.core.stamp.Stamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How a ledger has grown, from a few of its time stamps: whatever their number, each time that
 * somebody looks only those are read that were not known before.
 */
final class LedgerPicture {
  private static final int LEAST_POINTS = 16;
  private static final int WIDTH = 600;
  private static final int HEIGHT = 160;

  private final Stamps stamps;
  private final Map<Long, Point> known = new ConcurrentHashMap<>();

  LedgerPicture(Stamps stamps) {
    this.stamps = stamps;
  }

  /** That the ledger had so many entries by then. */
  record Point(Instant time, long size) {}

  /** Some two dozen points, the oldest first. */
  List<Point> points(long entries) {
    long step = Math.max(1, Long.highestOneBit(Math.max(1, entries)) / LEAST_POINTS);
    List<Point> points = new ArrayList<>();
    for (long size = step; size <= entries; size += step) {
      point(size, entries).filter(point -> !points.contains(point)).ifPresent(points::add);
    }
    stamps
        .last(entries)
        .map(LedgerPicture::point)
        .filter(point -> !points.contains(point))
        .ifPresent(points::add);
    return points;
  }

  private Optional<Point> point(long size, long entries) {
    Point found = known.get(size);
    if (found != null) {
      return Optional.of(found);
    }
    Optional<Point> first = stamps.first(size, entries).map(LedgerPicture::point);
    first.ifPresent(point -> known.put(size, point));
    return first;
  }

  private static Point point(Stamps.Stamped stamped) {
    return new Point(stamped.stamp().time(), stamped.size());
  }

  /** The points of a line from the lower left, as SVG words them. */
  static String line(List<Point> points) {
    Instant first = points.getFirst().time();
    double span = Math.max(1, Duration.between(first, points.getLast().time()).toMillis());
    double top = points.getLast().size();
    return points.stream()
        .map(point -> {
          double x = WIDTH * (Duration.between(first, point.time()).toMillis() / span);
          double y = HEIGHT * (1 - point.size() / top);
          return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
        })
        .collect(Collectors.joining(" "));
  }
}
