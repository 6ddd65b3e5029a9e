package cn.cunzhen.api.samples.paper;

/**
 * One A4 page to draw on.
 *
 * <p>Lengths are points, from the upper left corner; angles are degrees, clockwise.
 */
public interface Canvas {
  double WIDTH = 595;
  double HEIGHT = 842;

  /** Writes from the base line's left end, turned by the angle around it. */
  void text(double x, double y, double size, double angle, Ink ink, String text);

  default void text(double x, double y, double size, Ink ink, String text) {
    text(x, y, size, 0, ink, text);
  }

  void line(double fromX, double fromY, double toX, double toY, double width, Ink ink);

  /** A rectangle's outline. */
  void frame(double x, double y, double width, double height, double line, Ink ink);

  /** A closed polygon, filled; its corners are x and y in turn. */
  void fill(Ink ink, double... corners);

  void circle(double centreX, double centreY, double radius, double line, Ink ink);
}
