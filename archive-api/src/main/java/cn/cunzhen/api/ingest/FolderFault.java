package cn.cunzhen.api.ingest;

/**
 * Something that keeps a folder from being sent.
 *
 * @param where a place in its JSON (RFC 6901), or the name of a file
 */
public record FolderFault(Kind kind, String where) {
  /** What is wrong. */
  public enum Kind {
    /** The JSON can't be read. */
    MALFORMED,
    /** A file that the JSON lists is not there. */
    ABSENT,
    /** A file is there that the JSON does not list. */
    SURPLUS,
    /** Several files are listed by this name; only their own names tell which is which. */
    AMBIGUOUS,
    /** The disk does not give the file, or this account may not read it. */
    UNREADABLE
  }
}
