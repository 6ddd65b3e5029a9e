package cn.cunzhen.indexer.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.util.BytesRef;

/**
 * Where a page of accesses ended: when its last one was, and where that stands in which log.
 *
 * @param at in milliseconds since 1970
 */
public record AccessCursor(long at, long index, String node) {
  public AccessCursor {
    if (index < 0 || node.isEmpty() || node.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("not a place in an access log");
    }
  }

  /** Its form for callers, who need not understand it: URL-safe. */
  public String format() {
    String values = at + " " + index + " " + node;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(values.getBytes(UTF_8));
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static AccessCursor parse(String text) {
    String[] values = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", -1);
    if (values.length != 3) {
      throw new IllegalArgumentException("not a cursor");
    }
    AccessCursor cursor =
        new AccessCursor(Long.parseLong(values[0]), Long.parseLong(values[1]), values[2]);
    if (!cursor.format().equals(text)) {
      throw new IllegalArgumentException("not a cursor");
    }
    return cursor;
  }

  /** The cursor behind a hit that was sorted by {@link AccessDocument#NEWEST_FIRST}. */
  static AccessCursor behind(FieldDoc hit) {
    return new AccessCursor(
        (Long) hit.fields[0], (Long) hit.fields[1], ((BytesRef) hit.fields[2]).utf8ToString());
  }

  /**
   * The hit that it stands behind, for a reader of so many documents. Whatever sorts the same is
   * that hit, so it counts as the last document there is.
   */
  FieldDoc hit(int documents) {
    return new FieldDoc(
        Math.max(1, documents) - 1, Float.NaN, new Object[] {at, index, new BytesRef(node)});
  }
}
