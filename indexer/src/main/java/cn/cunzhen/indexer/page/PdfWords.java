package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.page.PageWords.Place;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The words of a page of a PDF file, and where they stand. */
final class PdfWords extends PDFTextStripper {
  /** How far a character reaches above and below its base line, in sizes of its font. */
  private static final float ABOVE = 0.85f;

  private static final float BELOW = 0.2f;

  private final StringBuilder text = new StringBuilder();
  private final List<Place> places = new ArrayList<>();
  private final PageSize size;

  private PdfWords(PageSize size) {
    this.size = size;
  }

  static PageWords of(PDDocument document, int number, PageSize size) throws IOException {
    PdfWords words = new PdfWords(size);
    words.setStartPage(number);
    words.setEndPage(number);
    words.setSortByPosition(true);
    words.writeText(document, Writer.nullWriter());
    return new PageWords(words.text.toString(), words.places);
  }

  @Override
  protected void writeString(String string, List<TextPosition> positions) {
    for (TextPosition position : positions) {
      add(position.getUnicode(), place(position));
    }
  }

  @Override
  protected void writeWordSeparator() {
    add(" ", Place.NOWHERE);
  }

  @Override
  protected void writeLineSeparator() {
    add("\n", Place.NOWHERE);
  }

  private void add(String string, Place place) {
    if (text.length() + string.length() <= PageWords.MOST) {
      text.append(string);
      for (int i = 0; i < string.length(); i++) {
        places.add(place);
      }
    }
  }

  private Place place(TextPosition position) {
    float high = Math.max(position.getHeight(), position.getFontSizeInPt());
    return new Place(
        (float) (position.getX() / size.width()),
        (float) ((position.getY() - ABOVE * high) / size.height()),
        (float) (position.getWidth() / size.width()),
        (float) ((ABOVE + BELOW) * high / size.height()));
  }
}
