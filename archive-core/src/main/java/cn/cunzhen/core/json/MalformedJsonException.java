package cn.cunzhen.core.json;

/** A text is not the JSON that is asked for. Says why and where, never what stands there. */
public final class MalformedJsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final JsonFault fault;
  private final int line;
  private final int column;

  /**
   * @param line from 1
   * @param column in UTF-16 code units, from 1
   */
  MalformedJsonException(JsonFault fault, int line, int column) {
    super("line " + line + ", column " + column + ": " + fault.english());
    this.fault = fault;
    this.line = line;
    this.column = column;
  }

  public JsonFault fault() {
    return fault;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
