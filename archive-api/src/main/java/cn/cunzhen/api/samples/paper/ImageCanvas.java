package cn.cunzhen.api.samples.paper;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * A page as a picture. Draws text as outlines, so that no font of the machine is asked for: a JDK
 * without a font system draws it too.
 */
final class ImageCanvas implements Canvas {
  private final Graphics2D graphics;
  private final Path2D text = new Path2D.Float();
  private Ink textInk = Ink.BLACK;

  private final double thinnest;

  /**
   * @param graphics scaled to points
   * @param thinnest line that can be seen, in points
   */
  ImageCanvas(Graphics2D graphics, double thinnest) {
    this.graphics = graphics;
    this.thinnest = thinnest;
  }

  @Override
  public void text(double x, double y, double size, double angle, Ink ink, String string) {
    if (ink != textInk) {
      flush();
      textInk = ink;
    }
    Typeface.shared().outline(text, x, y, size, angle, string);
  }

  @Override
  public void line(double fromX, double fromY, double toX, double toY, double width, Ink ink) {
    stroke(new Line2D.Double(fromX, fromY, toX, toY), width, ink);
  }

  @Override
  public void frame(double x, double y, double width, double height, double line, Ink ink) {
    stroke(new Rectangle2D.Double(x, y, width, height), line, ink);
  }

  @Override
  public void circle(double centreX, double centreY, double radius, double line, Ink ink) {
    stroke(
        new Ellipse2D.Double(centreX - radius, centreY - radius, 2 * radius, 2 * radius),
        line,
        ink);
  }

  @Override
  public void fill(Ink ink, double... corners) {
    flush();
    Path2D polygon = new Path2D.Double();
    polygon.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      polygon.lineTo(corners[i], corners[i + 1]);
    }
    polygon.closePath();
    graphics.setColor(ink.color());
    graphics.fill(polygon);
  }

  /** Draws what is still held back: filling many outlines at once is much quicker. */
  void flush() {
    graphics.setColor(textInk.color());
    graphics.fill(text);
    text.reset();
  }

  private void stroke(Shape shape, double width, Ink ink) {
    flush();
    graphics.setColor(ink.color());
    graphics.setStroke(new BasicStroke((float) Math.max(width, thinnest)));
    graphics.draw(shape);
  }
}
