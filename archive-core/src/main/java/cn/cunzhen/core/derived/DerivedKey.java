package cn.cunzhen.core.derived;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a derivative: {@code derived/<id[0:2]>/<id[2:4]>/<id>/v<N>-<mark>-<kind>-<content>}, where
 * version and mark are those of the package that it was made from.
 *
 * @param kind what it is, and in which form: a letter, then up to 15 letters and digits, lower-case
 * @param content the first 26 characters of the lower-case base32hex form of its SHA-256: it names
 *     its content, so that whoever reads it can tell whether it is whole
 */
public record DerivedKey(PackageKey source, String kind, String content) {
  /** Where all derivatives lie. */
  public static final String PREFIX = "derived/";

  private static final int MARK_LENGTH = 26;
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]{0,15}");
  private static final Pattern MARK = Pattern.compile("[0-9a-v]{26}");
  private static final Pattern SHAPE =
      Pattern.compile(
          "derived/[0-9a-v]{2}/[0-9a-v]{2}/([0-9a-v]{26})"
              + "/v([1-9][0-9]{0,8})-([0-9a-v]{26})-([a-z][a-z0-9]{0,15})-([0-9a-v]{26})");

  public DerivedKey {
    if (!KIND.matcher(kind).matches() || !MARK.matcher(content).matches()) {
      throw new IllegalArgumentException("not the key of a derivative");
    }
  }

  static DerivedKey of(PackageKey source, String kind, Bytes content) {
    return new DerivedKey(source, kind, mark(content));
  }

  /** Where everything lies that was made from the record; ends with a slash. */
  static String folder(RecordId id) {
    return PREFIX + id.value().substring(0, 2) + "/" + id.value().substring(2, 4) + "/" + id + "/";
  }

  /** What the keys of all derivatives of that kind begin with. */
  static String prefix(PackageKey source, String kind) {
    return folder(source.id()) + "v" + source.version() + "-" + source.mark() + "-" + kind + "-";
  }

  public ObjectKey format() {
    return ObjectKey.of(prefix(source, kind) + content);
  }

  /** The strict inverse of {@link #format()}; empty for any other key. */
  public static Optional<DerivedKey> parse(ObjectKey key) {
    Matcher parts = SHAPE.matcher(key.value());
    if (!parts.matches()) {
      return Optional.empty();
    }
    PackageKey source =
        new PackageKey(
            new RecordId(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3));
    DerivedKey parsed = new DerivedKey(source, parts.group(4), parts.group(5));
    return Optional.of(parsed).filter(made -> made.format().equals(key));
  }

  /** Whether this is the content that the key names. */
  public boolean names(Bytes bytes) {
    return content.equals(mark(bytes));
  }

  private static String mark(Bytes content) {
    return IdKey.base32hex(Sha256.of(content).bytes(), MARK_LENGTH);
  }
}
