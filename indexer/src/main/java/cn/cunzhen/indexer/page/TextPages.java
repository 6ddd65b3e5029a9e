package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.font.Typeface;
import cn.cunzhen.indexer.text.Extraction;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import cn.cunzhen.indexer.text.TextHere;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** A file that has text and no pages of its own: its text, set on plain pages. */
final class TextPages implements PagedFile {
  private static final PageSize A4 = new PageSize(595, 842);
  private static final double ABOVE = 0.86;

  private final List<List<TextLayout.Line>> pages;

  private TextPages(List<List<TextLayout.Line>> pages) {
    this.pages = pages;
  }

  static TextPages open(Path file, String name, TextHere texts)
      throws IOException, HinderedException {
    Extraction found = texts.read(file, name);
    return switch (found) {
      case Text(List<Page> sections, boolean truncated, String mediaType) -> of(sections);
      case NoText(Reason reason, String detail) ->
          throw new HinderedException(hindrance(reason), detail);
    };
  }

  static TextPages of(List<Page> sections) {
    TextLayout layout = new TextLayout(A4);
    sections.forEach(section -> layout.section(section.text()));
    return new TextPages(layout.pages());
  }

  private static Hindrance hindrance(Reason reason) {
    return switch (reason) {
      case ENCRYPTED -> Hindrance.ENCRYPTED;
      case DAMAGED, CRASHED -> Hindrance.DAMAGED;
      case EMPTY, UNSUPPORTED, UNRECOGNISED -> Hindrance.UNSUPPORTED;
      case TOO_LARGE, OUT_OF_MEMORY -> Hindrance.TOO_LARGE;
      case TIMED_OUT -> Hindrance.TOO_SLOW;
    };
  }

  @Override
  public PageList list() {
    return new PageList(Collections.nCopies(pages.size(), A4), true);
  }

  @Override
  public BufferedImage draw(int number, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.scale(width / A4.width(), height / A4.height());
    graphics.setColor(Color.BLACK);
    for (TextLayout.Line line : pages.get(number - 1)) {
      Path2D path = new Path2D.Float(Path2D.WIND_NON_ZERO);
      AffineTransform place = AffineTransform.getTranslateInstance(line.x(), line.y());
      Typeface.shared().write(path, line.text(), place, TextLayout.SIZE);
      graphics.fill(path);
    }
    graphics.dispose();
    return image;
  }

  @Override
  public PageWords words(int number) {
    WordsDrawn words = new WordsDrawn(A4.width(), A4.height());
    for (TextLayout.Line line : pages.get(number - 1)) {
      double x = line.x();
      for (int character : line.text().codePoints().toArray()) {
        double advance = Typeface.shared().advance(character) * TextLayout.SIZE;
        double top = line.y() - ABOVE * TextLayout.SIZE;
        words.add(character, new Rectangle2D.Double(x, top, advance, TextLayout.SIZE));
        x += advance;
      }
    }
    return words.words();
  }

  @Override
  public void close() {
    // nothing is open
  }
}
