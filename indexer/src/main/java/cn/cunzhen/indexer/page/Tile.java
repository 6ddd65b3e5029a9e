package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.font.Typeface;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A mark that repeats to the right and downwards: where it is, and how dark. */
final class Tile {
  private static final double ANGLE = -Math.toRadians(28);
  private static final int CHARACTERS_ACROSS = 56;
  private static final int LEAST_SIZE = 8;
  private static final double LINE = 1.35;
  private static final double ROOM = 3.5;

  private final int width;
  private final int height;

  /** For each row, place and strength in turn. */
  private final List<int[]> rows = new ArrayList<>();

  private Tile(int width, int height, byte[] coverage) {
    this.width = width;
    this.height = height;
    for (int y = 0; y < height; y++) {
      int[] row = new int[2 * width];
      int size = 0;
      for (int x = 0; x < width; x++) {
        int level = Math.round((coverage[y * width + x] & 0xff) * (Ink.LEVELS - 1) / 255f);
        if (level > 0) {
          row[size++] = x;
          row[size++] = level;
        }
      }
      rows.add(Arrays.copyOf(row, size));
    }
  }

  /** The tile for a page so many pixels wide. */
  static Tile of(List<String> lines, int pageWidth) {
    double size = Math.max(LEAST_SIZE, (double) pageWidth / CHARACTERS_ACROSS);
    Typeface typeface = Typeface.shared();
    double longest = lines.stream().mapToDouble(typeface::width).max().orElse(1) * size;
    double high = lines.size() * LINE * size;
    int width = (int) Math.ceil((longest + ROOM * size) * Math.cos(ANGLE));
    int height =
        (int) Math.ceil(longest * Math.sin(-ANGLE) * 0.75 + (high + ROOM * size) * Math.cos(ANGLE));
    Path2D text = new Path2D.Float(Path2D.WIND_NON_ZERO);
    for (int i = 0; i < lines.size(); i++) {
      AffineTransform place = AffineTransform.getRotateInstance(ANGLE);
      place.translate(0, i * LINE * size);
      typeface.write(text, lines.get(i), place, size);
    }
    return new Tile(width, height, repeated(text, width, height));
  }

  /** Draws the text so often that whatever reaches beyond one side comes in at the other. */
  private static byte[] repeated(Path2D text, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    for (int across = -1; across <= 1; across++) {
      for (int down = -1; down <= 2; down++) {
        AffineTransform at =
            AffineTransform.getTranslateInstance((double) across * width, (down + 0.5) * height);
        Shape copy = at.createTransformedShape(text);
        if (copy.intersects(0, 0, width, height)) {
          graphics.fill(copy);
        }
      }
    }
    graphics.dispose();
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  /** Told each pixel of a row that the mark covers. */
  @FunctionalInterface
  interface Pen {
    void touch(int x, int level);
  }

  /** Goes along a row of a page. */
  void at(int y, int pageWidth, Pen pen) {
    int[] row = rows.get(y % height);
    for (int left = 0; left < pageWidth; left += width) {
      for (int i = 0; i < row.length && left + row[i] < pageWidth; i += 2) {
        pen.touch(left + row[i], row[i + 1]);
      }
    }
  }
}
