package cn.cunzhen.core.tally;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entries of an access ledger from one index on and below another.
 *
 * @param node whose ledger it is
 * @param size where it ends: the size of the ledger's tree that {@code root} is the root of
 */
public record Span(String node, long from, long size, Sha256 root) {
  private static final Pattern LINE =
      Pattern.compile("([!-~]+) (0|[1-9][0-9]{0,17}) (0|[1-9][0-9]{0,17}) ([A-Za-z0-9+/]{43}=)");

  public Span {
    if (from < 0 || size < from) {
      throw new IllegalArgumentException("no entries from " + from + " to " + size);
    }
  }

  /** Whether the entry of this index is one of them. */
  boolean holds(long index) {
    return from <= index && index < size;
  }

  String format() {
    return "%s %d %d %s".formatted(node, from, size, root.bytes().base64());
  }

  static Span parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a span of an access ledger: " + line);
    }
    return new Span(
        parts.group(1),
        Long.parseLong(parts.group(2)),
        Long.parseLong(parts.group(3)),
        new Sha256(Bytes.ofBase64(parts.group(4))));
  }
}
