package cn.cunzhen.core.form;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a text field may hold. */
public sealed interface TextRule {
  /** One line that starts and ends with a character that can be seen. */
  static TextRule identifier(int limit) {
    return new Characters(Characters.Kind.IDENTIFIER, limit);
  }

  /** One line, not all blank. */
  static TextRule name(int limit) {
    return new Characters(Characters.Kind.NAME, limit);
  }

  /** Lines of text; line feeds, carriage returns and tabs are its only control characters. */
  static TextRule prose(int limit) {
    return new Characters(Characters.Kind.PROSE, limit);
  }

  /** What the pattern matches, at most 255 characters; anything else is the given fault. */
  static TextRule shape(String pattern, FaultCode code, String... arguments) {
    return new Shape(Pattern.compile(pattern), code, List.of(arguments));
  }

  /** The fault of the text at the pointer, if it has one. */
  default Optional<Fault> fault(String pointer, String text) {
    return switch (this) {
      case Characters characters ->
          characters.wrong(text).map(code -> Fault.of(pointer, code, characters.limit()));
      case Shape shape ->
          shape.fits(text)
              ? Optional.empty()
              : Optional.of(new Fault(pointer, shape.code(), shape.arguments()));
    };
  }

  /**
   * Free text of limited length.
   *
   * @param limit in Unicode code points
   */
  record Characters(Kind kind, int limit) implements TextRule {
    /** Which characters, and where. */
    public enum Kind {
      IDENTIFIER,
      NAME,
      PROSE
    }

    Optional<FaultCode> wrong(String text) {
      if (text.isBlank()) {
        return Optional.of(FaultCode.BLANK);
      }
      if (text.codePointCount(0, text.length()) > limit) {
        return Optional.of(FaultCode.TOO_LONG);
      }
      if (text.chars().anyMatch(this::refuses)) {
        return Optional.of(FaultCode.CONTROL_CHARACTER);
      }
      if (kind == Kind.IDENTIFIER && !text.equals(text.strip())) {
        return Optional.of(FaultCode.SURROUNDING_BLANK);
      }
      return Optional.empty();
    }

    private boolean refuses(int character) {
      boolean layout = character == '\n' || character == '\r' || character == '\t';
      return Character.isISOControl(character) && !(layout && kind == Kind.PROSE);
    }
  }

  /** Text of a fixed form. */
  record Shape(Pattern pattern, FaultCode code, List<String> arguments) implements TextRule {
    /** No shape is longer; a pattern's stack grows with what it is matched against. */
    private static final int LONGEST = 255;

    boolean fits(String text) {
      return text.length() <= LONGEST && pattern.matcher(text).matches();
    }
  }
}
