package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.ObjectKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a package in the store: {@code records/<id[0:2]>/<id[2:4]>/<id>/v<N>-<mark>.zip}.
 *
 * @param mark the first 26 characters of the record digest's lower-case base32hex form (RFC 4648
 *     §7)
 */
public record PackageKey(RecordId id, int version, String mark) {
  private static final int MARK_LENGTH = 26;
  private static final Pattern MARK = Pattern.compile("[0-9a-v]{26}");
  private static final Pattern SHAPE =
      Pattern.compile(
          "records/[0-9a-v]{2}/[0-9a-v]{2}/([0-9a-v]{26})/v([1-9][0-9]{0,8})-([0-9a-v]{26})\\.zip");

  public PackageKey {
    if (version < 1 || version > 999_999_999 || !MARK.matcher(mark).matches()) {
      throw new IllegalArgumentException("not the key of a package");
    }
  }

  public static PackageKey of(RecordId id, int version, Sha256 digest) {
    return new PackageKey(id, version, mark(digest));
  }

  /** Where everything lies that belongs to the record; ends with a slash. */
  public static String folder(RecordId id) {
    String value = id.value();
    return "records/" + value.substring(0, 2) + "/" + value.substring(2, 4) + "/" + value + "/";
  }

  public ObjectKey format() {
    return ObjectKey.of(folder(id) + "v" + version + "-" + mark + ".zip");
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for any other key
   */
  public static PackageKey parse(ObjectKey key) {
    Matcher parts = SHAPE.matcher(key.value());
    if (parts.matches()) {
      RecordId id = new RecordId(parts.group(1));
      PackageKey parsed = new PackageKey(id, Integer.parseInt(parts.group(2)), parts.group(3));
      if (parsed.format().equals(key)) {
        return parsed;
      }
    }
    throw new IllegalArgumentException("not the key of a package: " + key);
  }

  /** Whether a record of this digest belongs under this key. */
  public boolean names(Sha256 digest) {
    return mark.equals(mark(digest));
  }

  private static String mark(Sha256 digest) {
    return IdKey.base32hex(digest.bytes(), MARK_LENGTH);
  }
}
