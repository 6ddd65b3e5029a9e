package cn.cunzhen.core.log;

import cn.cunzhen.storage.Bytes;

/** The characters that a note may hold (C2SP signed-note, "Format"). */
final class NoteText {
  private NoteText() {}

  /**
   * Decodes UTF-8.
   *
   * @throws IllegalArgumentException where it is malformed or holds a character that no note may
   */
  static String decode(Bytes utf8) {
    String text = utf8.utf8();
    if (!Bytes.utf8(text).equals(utf8)) {
      throw new IllegalArgumentException("malformed UTF-8");
    }
    check(text);
    return text;
  }

  static void check(String text) {
    if (text.chars().anyMatch(character -> character < ' ' && character != '\n')) {
      throw new IllegalArgumentException("a note holds no control characters");
    }
    if (!Bytes.utf8(text).utf8().equals(text)) {
      throw new IllegalArgumentException("a surrogate stands alone");
    }
  }
}
