package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.ofd.OfdDocument;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** The pages of an OFD file. */
final class OfdPages implements PagedFile {
  private static final double POINTS_IN_A_MILLIMETRE = 72 / 25.4;

  private final OfdDocument document;
  private final PageList list;

  OfdPages(Path file) throws IOException {
    ChineseFonts.install();
    this.document = OfdDocument.open(file);
    this.list = new PageList(document.boxes().stream().map(OfdPages::size).toList(), true);
  }

  private static PageSize size(Rectangle2D box) {
    return new PageSize(
        box.getWidth() * POINTS_IN_A_MILLIMETRE, box.getHeight() * POINTS_IN_A_MILLIMETRE);
  }

  @Override
  public PageList list() {
    return list;
  }

  @Override
  public BufferedImage draw(int number, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    Rectangle2D box = document.boxes().get(number - 1);
    graphics.scale(width / box.getWidth(), height / box.getHeight());
    document.draw(number, graphics, (character, place) -> {});
    graphics.dispose();
    return image;
  }

  @Override
  public PageWords words(int number) throws IOException {
    Rectangle2D box = document.boxes().get(number - 1);
    Graphics2D nowhere = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    WordsDrawn words = new WordsDrawn(box.getWidth(), box.getHeight());
    document.draw(number, nowhere, words::add);
    nowhere.dispose();
    return words.words();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
