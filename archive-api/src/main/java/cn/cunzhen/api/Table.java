package cn.cunzhen.api;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rows whose columns stand below each other on a terminal, where Chinese characters are two wide.
 */
final class Table {
  private static final String GAP = "  ";
  private static final Set<Character.UnicodeScript> WIDE =
      EnumSet.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.HANGUL,
          Character.UnicodeScript.BOPOMOFO,
          Character.UnicodeScript.YI);

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; what a terminal would take for a command becomes a blank. */
  void row(List<String> cells) {
    rows.add(cells.stream().map(Table::harmless).toList());
  }

  /** One line for each row, without blanks at its end. */
  List<String> lines() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i)).repeat(" ", widths[i] - width(row.get(i))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  /** How many places a text takes on a terminal, as Unicode Standard Annex 11 has it. */
  static int width(String text) {
    return text.codePoints().map(Table::width).sum();
  }

  private static int width(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  private static boolean isWide(int character) {
    boolean fullWidth =
        (character >= 0x3000 && character <= 0x303E)
            || (character >= 0xFF01 && character <= 0xFF60)
            || (character >= 0xFFE0 && character <= 0xFFE6);
    boolean halfWidth = character >= 0xFF61 && character <= 0xFFDC;
    return fullWidth
        || Character.isEmojiPresentation(character)
        || (!halfWidth && WIDE.contains(Character.UnicodeScript.of(character)));
  }

  private static String harmless(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ");
  }
}
