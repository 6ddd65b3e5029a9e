package cn.cunzhen.core.form;

import java.util.Optional;

/**
 * What a text field may hold.
 *
 * @param kind which characters
 * @param limit its greatest length in Unicode code points
 */
public record TextRule(Kind kind, int limit) {
  /** Identifiers and names are one line each; prose may have several. */
  public enum Kind {
    IDENTIFIER,
    NAME,
    PROSE
  }

  /** One line that starts and ends with a character that can be seen. */
  public static TextRule identifier(int limit) {
    return new TextRule(Kind.IDENTIFIER, limit);
  }

  /** One line, not all blank. */
  public static TextRule name(int limit) {
    return new TextRule(Kind.NAME, limit);
  }

  /** Lines of text; line feeds, carriage returns and tabs are its only control characters. */
  public static TextRule prose(int limit) {
    return new TextRule(Kind.PROSE, limit);
  }

  Optional<FaultCode> fault(String text) {
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
