package cn.cunzhen.indexer.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.cunzhen.indexer.search.Question.Order;
import java.util.Base64;

/**
 * Where a page ended: the sort values of its last hit. Says nothing of any person.
 *
 * @param completedAt in milliseconds since 1970
 * @param index of the record's first entry in the ledger, which no other record has
 */
public record Cursor(Order order, float score, long completedAt, long index) {
  public Cursor {
    if (!Float.isFinite(score)) {
      throw new IllegalArgumentException("not a score: " + score);
    }
  }

  /** Its form for callers, who need not understand it: URL-safe. */
  public String format() {
    String values = order + " " + score + " " + completedAt + " " + index;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(values.getBytes(UTF_8));
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static Cursor parse(String text) {
    String[] values = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", -1);
    if (values.length != 4) {
      throw new IllegalArgumentException("not a cursor");
    }
    Cursor cursor =
        new Cursor(
            Order.valueOf(values[0]),
            Float.parseFloat(values[1]),
            Long.parseLong(values[2]),
            Long.parseLong(values[3]));
    if (!cursor.format().equals(text)) {
      throw new IllegalArgumentException("not a cursor");
    }
    return cursor;
  }
}
