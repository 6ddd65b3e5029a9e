package cn.cunzhen.indexer.ofd;

import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.StringTokenizer;

/** Paths in their abbreviated form (GB/T 33190, 9.1). */
final class Outline {
  private static final int MOST = 1_000_000;

  private final StringTokenizer words;
  private final Path2D.Double path;

  private Outline(String data, boolean evenOdd) {
    this.words = new StringTokenizer(data);
    this.path = new Path2D.Double(evenOdd ? Path2D.WIND_EVEN_ODD : Path2D.WIND_NON_ZERO);
  }

  /** Reads as far as it can be read. */
  static Path2D of(String data, boolean evenOdd) {
    Outline outline = new Outline(data, evenOdd);
    for (int i = 0; i < MOST && outline.words.hasMoreTokens(); i++) {
      outline.step(outline.words.nextToken());
    }
    return outline.path;
  }

  private double next() {
    return words.hasMoreTokens() ? Numbers.number(words.nextToken(), 0) : 0;
  }

  private void step(String operator) {
    switch (operator) {
      case "S", "M" -> path.moveTo(next(), next());
      case "L" -> {
        begin();
        path.lineTo(next(), next());
      }
      case "Q" -> {
        begin();
        path.quadTo(next(), next(), next(), next());
      }
      case "B" -> {
        begin();
        path.curveTo(next(), next(), next(), next(), next(), next());
      }
      case "A" -> {
        begin();
        arc(next(), next(), Math.toRadians(next()), next() != 0, next() != 0, next(), next());
      }
      case "C" -> {
        if (path.getCurrentPoint() != null) {
          path.closePath();
        }
      }
      default -> {
        // what is no operator is passed over
      }
    }
  }

  private void begin() {
    if (path.getCurrentPoint() == null) {
      path.moveTo(0, 0);
    }
  }

  /** An elliptical arc between two points, as SVG has it too (SVG 1.1, F.6.5). */
  private void arc(
      double wide, double high, double angle, boolean large, boolean sweep, double x, double y) {
    Point2D from = path.getCurrentPoint();
    if (wide == 0 || high == 0 || from.distance(x, y) == 0) {
      path.lineTo(x, y);
      return;
    }
    AffineTransform upright = AffineTransform.getRotateInstance(-angle);
    Point2D half =
        upright.deltaTransform(
            new Point2D.Double((from.getX() - x) / 2, (from.getY() - y) / 2), null);
    double ratio = Math.pow(half.getX() / wide, 2) + Math.pow(half.getY() / high, 2);
    double grow = Math.max(1, Math.sqrt(ratio));
    AffineTransform place =
        AffineTransform.getTranslateInstance((from.getX() + x) / 2, (from.getY() + y) / 2);
    place.rotate(angle);
    Arc2D arc = arc(half, Math.abs(wide) * grow, Math.abs(high) * grow, large, sweep);
    path.append(arc.getPathIterator(place), true);
  }

  /** The arc from a point to its opposite, on an ellipse that is not turned. */
  private static Arc2D arc(Point2D half, double rx, double ry, boolean large, boolean sweep) {
    double square = Math.pow(half.getX() / rx, 2) + Math.pow(half.getY() / ry, 2);
    double far = Math.sqrt(Math.max(0, 1 / square - 1)) * (large == sweep ? -1 : 1);
    double centreX = far * rx * half.getY() / ry;
    double centreY = -far * ry * half.getX() / rx;
    double start = Math.atan2((half.getY() - centreY) / ry, (half.getX() - centreX) / rx);
    double end = Math.atan2((-half.getY() - centreY) / ry, (-half.getX() - centreX) / rx);
    double extent = Math.toDegrees(end - start);
    if (sweep && extent < 0) {
      extent += 360;
    } else if (!sweep && extent > 0) {
      extent -= 360;
    }
    return new Arc2D.Double(
        centreX - rx, centreY - ry, 2 * rx, 2 * ry, -Math.toDegrees(start), -extent, Arc2D.OPEN);
  }
}
