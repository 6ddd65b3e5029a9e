package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.page.PagePicture.Drawing;
import cn.cunzhen.indexer.page.PagePicture.Photograph;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.util.Optional;

/** Turns what was drawn into the smaller of two forms that can be marked quickly. */
final class Pictures {
  private static final float QUALITY = 0.9f;

  private Pictures() {}

  /**
   * A drawing where its colours are few, else a photograph.
   *
   * @param image of type {@link BufferedImage#TYPE_INT_RGB}
   */
  static PagePicture of(BufferedImage image) throws IOException {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    Optional<Palette> palette = Palette.of(pixels, Drawing.COLOURS);
    if (palette.isEmpty()) {
      return new Photograph(Jpeg.write(image, QUALITY));
    }
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rows = new byte[(width + 1) * height];
    for (int y = 0; y < height; y++) {
      palette.get().index(pixels, y * width, rows, y * (width + 1) + 1, width);
    }
    return new Drawing(width, height, palette.get().colours(), Deflated.of(rows, rows.length));
  }
}
