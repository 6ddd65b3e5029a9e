package cn.cunzhen.core.log;

/** What names a log: the first line of its checkpoints, not empty. */
public record Origin(String value) {
  public Origin {
    NoteText.check(value);
    if (value.isEmpty() || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("an origin is one line, not empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
