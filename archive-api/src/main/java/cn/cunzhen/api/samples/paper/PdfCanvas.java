package cn.cunzhen.api.samples.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.util.Matrix;

/** A page of a PDF, whose own origin is the lower left corner. */
record PdfCanvas(PDPageContentStream content, PDFont font) implements Canvas {
  /** How far from its centre a quarter circle's Bézier handles are, for a radius of 1. */
  private static final double HANDLE = 0.5523;

  @Override
  public void text(double x, double y, double size, double angle, Ink ink, String text) {
    draw(() -> {
      content.beginText();
      content.setNonStrokingColor(ink.color());
      content.setFont(font, (float) size);
      content.setTextMatrix(
          Matrix.getRotateInstance(-Math.toRadians(angle), (float) x, (float) (HEIGHT - y)));
      content.showText(text);
      content.endText();
    });
  }

  @Override
  public void line(double fromX, double fromY, double toX, double toY, double width, Ink ink) {
    draw(() -> {
      pen(width, ink);
      move(fromX, fromY);
      content.lineTo((float) toX, (float) (HEIGHT - toY));
      content.stroke();
    });
  }

  @Override
  public void frame(double x, double y, double width, double height, double line, Ink ink) {
    draw(() -> {
      pen(line, ink);
      content.addRect((float) x, (float) (HEIGHT - y - height), (float) width, (float) height);
      content.stroke();
    });
  }

  @Override
  public void fill(Ink ink, double... corners) {
    draw(() -> {
      content.setNonStrokingColor(ink.color());
      move(corners[0], corners[1]);
      for (int i = 2; i < corners.length; i += 2) {
        content.lineTo((float) corners[i], (float) (HEIGHT - corners[i + 1]));
      }
      content.closePath();
      content.fill();
    });
  }

  @Override
  public void circle(double centreX, double centreY, double radius, double line, Ink ink) {
    draw(() -> {
      pen(line, ink);
      move(centreX + radius, centreY);
      for (int quarter = 0; quarter < 4; quarter++) {
        arc(centreX, centreY, radius, quarter * Math.PI / 2);
      }
      content.stroke();
    });
  }

  private void arc(double centreX, double centreY, double radius, double from) throws IOException {
    double cos = Math.rint(Math.cos(from)) * radius;
    double sin = Math.rint(Math.sin(from)) * radius;
    double y = HEIGHT - centreY;
    content.curveTo(
        (float) (centreX + cos - HANDLE * sin),
        (float) (y + sin + HANDLE * cos),
        (float) (centreX - sin + HANDLE * cos),
        (float) (y + cos + HANDLE * sin),
        (float) (centreX - sin),
        (float) (y + cos));
  }

  private void pen(double width, Ink ink) throws IOException {
    content.setLineWidth((float) width);
    content.setStrokingColor(ink.color());
  }

  private void move(double x, double y) throws IOException {
    content.moveTo((float) x, (float) (HEIGHT - y));
  }

  /** Drawing into memory does not fail. */
  private static void draw(Drawing drawing) {
    try {
      drawing.run();
    } catch (IOException e) {
      throw new UncheckedIOException("a PDF in memory", e);
    }
  }

  private interface Drawing {
    void run() throws IOException;
  }
}
