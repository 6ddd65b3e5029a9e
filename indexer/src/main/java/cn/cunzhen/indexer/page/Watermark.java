package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.page.PagePicture.Drawing;
import cn.cunzhen.indexer.page.PagePicture.Photograph;
import cn.cunzhen.storage.Bytes;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.List;

/**
 * Marks pages with who looks at them: tiled over the whole page, pale, part of the pixels.
 *
 * <p>The mark is quick to put on: a drawing's pixels have two bits free for how dark it is there. A
 * photograph is decoded and encoded again. Safe for use by many threads.
 */
final class Watermark {
  private static final int PRACTICE = 10;
  private static final float QUALITY = 0.82f;

  private final Cache<Key, Tile> tiles = Caffeine.newBuilder().maximumSize(64).build();

  private record Key(List<String> lines, int width) {}

  /** The picture with these lines of text all over it. */
  MarkedPage mark(PagePicture picture, List<String> lines) throws IOException {
    return switch (picture) {
      case Drawing drawing -> new MarkedPage("image/png", drawing(drawing, lines));
      case Photograph(Bytes jpeg) ->
          new MarkedPage("image/jpeg", photograph(Jpeg.read(jpeg), lines));
    };
  }

  /** Loads the typeface and practises, so that the first page need not wait for that. */
  void prepare() {
    for (int i = 0; i < PRACTICE; i++) {
      Tile.of(List.of("cunzhen 存真", "2026-11-21 09:" + (10 + i)), PageWidth.MOST / 3);
    }
  }

  private Bytes drawing(Drawing drawing, List<String> lines) throws IOException {
    int width = drawing.width();
    byte[] rows = Deflated.inflate(drawing.rows(), (width + 1) * drawing.height());
    Tile tile = tile(lines, width);
    for (int y = 0; y < drawing.height(); y++) {
      int row = y * (width + 1) + 1;
      tile.at(y, width, (x, level) -> rows[row + x] |= (byte) (level * Drawing.COLOURS));
    }
    return Png.write(width, drawing.height(), Ink.palette(drawing.palette()), rows);
  }

  private Bytes photograph(BufferedImage image, List<String> lines) throws IOException {
    int width = image.getWidth();
    byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int each = samples.length / (width * image.getHeight());
    Tile tile = tile(lines, width);
    for (int y = 0; y < image.getHeight(); y++) {
      int row = y * width;
      tile.at(
          y,
          width,
          (x, level) -> {
            for (int i = (row + x) * each; i < (row + x + 1) * each; i++) {
              samples[i] = Ink.over(samples[i], level);
            }
          });
    }
    return Jpeg.write(image, QUALITY);
  }

  private Tile tile(List<String> lines, int width) {
    return tiles.get(new Key(List.copyOf(lines), width), key -> Tile.of(key.lines, key.width));
  }
}
