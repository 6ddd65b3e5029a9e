package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.ofd.OfdPart;
import java.util.Arrays;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * Puts a page's text objects together to lines, by where they stand.
 *
 * <p>A writer may make one object of a paragraph or of every single character. Two that stand on
 * one line with less than half a character between them belong together.
 */
final class OfdLines {
  private final Pages pages;
  private double size = 1;
  private double left;
  private double top;
  private double end = Double.NaN;
  private double line = Double.NaN;
  private double lineStart;

  OfdLines(Pages pages) {
    this.pages = pages;
  }

  void take(OfdPart part) throws XMLStreamException, PagesFullException {
    if (part.is("TextObject")) {
      List<Double> boundary = numbers(part.attribute("Boundary"));
      left = boundary.isEmpty() ? 0 : boundary.getFirst();
      top = boundary.size() < 2 ? Double.NaN : boundary.get(1);
      size = Math.max(0.1, number(part.attribute("Size"), 1));
    } else if (part.is("TextCode")) {
      double start = left + number(part.attribute("X"), 0);
      double base = top + number(part.attribute("Y"), 0);
      double advance = advance(part.attribute("DeltaX"));
      String text = part.xml().getElementText();
      separate(start, base);
      pages.append(text);
      lineStart = line == base ? lineStart : start;
      line = base;
      end = start + (advance > 0 ? advance + size : text.length() * size);
    }
  }

  private void separate(double start, double base) throws PagesFullException {
    boolean sameLine = Math.abs(base - line) < size / 2;
    boolean close = Math.abs(start - end) < size / 2;
    boolean overlaps = start < end && start > end - 2 * size;
    boolean next = base > line && base - line < 2 * size && Math.abs(start - lineStart) < 2 * size;
    if (!sameLine && next) {
      pages.append("\n");
    } else if (!sameLine) {
      pages.endParagraph();
    } else if (!close && !overlaps) {
      pages.append(" ");
    }
  }

  /** The sum of the steps between characters, "g n s" standing for n steps of s (11.3). */
  private static double advance(String deltas) {
    double sum = 0;
    List<String> words = words(deltas);
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("g") && i + 2 < words.size()) {
        sum += number(words.get(i + 1), 0) * number(words.get(i + 2), 0);
        i += 2;
      } else {
        sum += number(words.get(i), 0);
      }
    }
    return sum;
  }

  private static List<Double> numbers(String text) {
    return words(text).stream().map(word -> number(word, 0)).toList();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static double number(String text, double otherwise) {
    try {
      return text.isBlank() ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return otherwise; // a layout that can't be told is no reason to lose the text
    }
  }
}
