package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.text.Extraction.Page;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects text page by page, until there is too much of it or no time left.
 *
 * <p>A run of blanks becomes one blank, one with line breaks becomes a single line break. Where
 * lines are those of a layout, a break between two Chinese characters is none: it would part a
 * word.
 */
final class Pages {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int PIECES_BETWEEN_LOOKS = 64;

  private final long deadline;
  private final boolean laidOut;
  private final Map<Integer, String> finished = new HashMap<>();
  private final StringBuilder page = new StringBuilder();
  private long pieces;
  private final int most;
  private int left;
  private int number = 1;
  private int breaks;
  private boolean paragraph;
  private boolean blank;
  private boolean full;

  /**
   * Starts on page 1.
   *
   * @param time how long this thread may run from now on
   * @param laidOut whether a line break may stand anywhere in a paragraph
   */
  Pages(int characters, Duration time, boolean laidOut) {
    this.most = characters;
    this.left = characters;
    this.deadline = THREADS.getCurrentThreadCpuTime() + time.toNanos();
    this.laidOut = laidOut;
  }

  void append(CharSequence text) throws PagesFullException {
    pieces++;
    if (pieces % PIECES_BETWEEN_LOOKS == 0) {
      full = THREADS.getCurrentThreadCpuTime() > deadline;
    }
    for (int i = 0; i < text.length() && !full; i++) {
      append(text.charAt(i));
    }
    if (full) {
      throw new PagesFullException();
    }
  }

  private void append(char character) {
    if (character == '\n') {
      breaks++;
    } else if (isBlank(character)) {
      blank = true;
    } else if (!Character.isISOControl(character) && character != '\ufeff') {
      separate(character);
      put(character);
    }
  }

  private static boolean isBlank(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private void separate(char next) {
    if (!page.isEmpty()) {
      boolean parted =
          laidOut && !paragraph && isHan(next) && isHan(page.charAt(page.length() - 1));
      boolean line = paragraph || (breaks > 0 && !(parted && breaks == 1));
      if (line || (blank && breaks == 0)) {
        put(line ? '\n' : ' ');
      }
    }
    forgetBlanks();
  }

  private static boolean isHan(char character) {
    return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
  }

  private void put(char character) {
    if (left == 0) {
      full = true;
      return;
    }
    page.append(character);
    left--;
  }

  private void forgetBlanks() {
    breaks = 0;
    paragraph = false;
    blank = false;
  }

  /** What follows begins a line of its own, whatever the layout. */
  void endParagraph() {
    paragraph = true;
  }

  /** Goes on to another page, or stays on this one. */
  void turnTo(int next) {
    if (next == number) {
      endParagraph();
      return;
    }
    close();
    number = next;
  }

  private void close() {
    if (!page.isEmpty()) {
      finished.merge(number, page.toString(), (before, more) -> before + "\n" + more);
    }
    page.setLength(0);
    forgetBlanks();
  }

  /** How many there have been so far. */
  int characters() {
    return most - left;
  }

  boolean isFull() {
    return full;
  }

  /** What was collected, page by page; a page without a character is left out. */
  List<Page> finish() {
    close();
    return finished.entrySet().stream()
        .map(page -> new Page(page.getKey(), page.getValue()))
        .sorted(Page.IN_ORDER)
        .toList();
  }
}
