package cn.cunzhen.core.record;

import cn.cunzhen.core.form.Words;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file lies in its package: {@code data/<part>/<number>.<extension>}, plain ASCII.
 *
 * @param number counts the files of one part, from 1, in the order of the submission
 */
public record PayloadPath(Part part, int number, String extension) {
  private static final Pattern SHAPE =
      Pattern.compile("data/([a-z]{1,20})/([0-9]{3,9})\\.([a-z0-9]{1,8})");
  private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,8}");
  private static final Pattern NAME = Pattern.compile(".*\\.([A-Za-z0-9]{1,8})", Pattern.DOTALL);

  public PayloadPath {
    if (number < 1 || !EXTENSION.matcher(extension).matches()) {
      throw new IllegalArgumentException("not a path of the payload");
    }
  }

  /**
   * The path of a file that came with the given name: its extension where that is at most eight
   * ASCII letters and digits, else {@code bin}.
   */
  public static PayloadPath of(Part part, int number, String submittedName) {
    Matcher name = NAME.matcher(submittedName);
    String extension = name.matches() ? name.group(1).toLowerCase(Locale.ROOT) : "bin";
    return new PayloadPath(part, number, extension);
  }

  /** Its text, for instance {@code data/application/001.pdf}. */
  public String format() {
    return "data/%s/%03d.%s".formatted(Words.of(part), number, extension);
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static PayloadPath parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a path of the payload");
    }
    PayloadPath path =
        new PayloadPath(
            Words.parse(Part.class, parts.group(1)),
            Integer.parseInt(parts.group(2)),
            parts.group(3));
    if (!path.format().equals(text)) {
      throw new IllegalArgumentException("not a path of the payload");
    }
    return path;
  }
}
