package cn.cunzhen.api.ingest;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something that keeps a transaction from being sent.
 *
 * @param where a place in its JSON (RFC 6901), a line of a list, or the name of a file
 */
public record IngestFault(Kind kind, String where) {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /** What is wrong. */
  public enum Kind {
    /** The JSON or the list can't be read. */
    MALFORMED,
    /** A file that is listed is not there. */
    ABSENT,
    /** A file is there that the JSON does not list. */
    SURPLUS,
    /** Several files are listed by this name; only their own names tell which is which. */
    AMBIGUOUS,
    /** The disk does not give the file, or this account may not read it. */
    UNREADABLE,
    /** The list lacks a column that every transaction needs. */
    NO_COLUMN,
    /** Nobody knows what this column of the list means, or it is there twice. */
    UNKNOWN_COLUMN,
    /** A row says something else than the first row of its transaction. */
    DIFFERS,
    /** A spreadsheet has rounded this number. */
    ROUNDED,
    /** The row belongs to no transaction: none was named above it. */
    NOBODYS
  }

  /** What is wrong, as a person of this language is told. */
  public String message(Locale locale) {
    return ResourceBundle.getBundle("cn.cunzhen.api.commands", locale, NO_FALLBACK)
        .getString("ingest.unfit." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
