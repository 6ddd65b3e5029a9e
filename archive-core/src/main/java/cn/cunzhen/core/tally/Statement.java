package cn.cunzhen.core.tally;

import cn.cunzhen.core.log.Note;
import cn.cunzhen.storage.Bytes;

/**
 * A tally with the signatures of those who stand for it.
 *
 * @param tally what the note's text says
 */
public record Statement(Note note, Tally tally) {
  static Statement of(Note note) {
    return new Statement(note, Tally.parse(note.text()));
  }

  /**
   * Reads a note.
   *
   * @throws IllegalArgumentException if it is none, or no statement
   */
  public static Statement parse(Bytes note) {
    return of(Note.parse(note));
  }
}
