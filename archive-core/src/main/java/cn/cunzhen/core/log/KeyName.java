package cn.cunzhen.core.log;

/** What a note's signer is called: not empty, without spaces, plus signs and control characters. */
public record KeyName(String value) {
  private static final int NEXT_LINE = 0x85;

  public KeyName {
    NoteText.check(value);
    if (value.isEmpty() || value.codePoints().anyMatch(KeyName::isForbidden)) {
      throw new IllegalArgumentException("not a key name: " + value);
    }
  }

  private static boolean isForbidden(int character) {
    return character == '+'
        || character == NEXT_LINE
        || Character.isWhitespace(character)
        || Character.isSpaceChar(character);
  }

  @Override
  public String toString() {
    return value;
  }
}
