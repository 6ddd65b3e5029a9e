package cn.cunzhen.core.ledger;

import java.util.Locale;

/** What an entry says has happened to its record. */
public enum EntryType {
  ARCHIVED,
  AMENDED,
  HELD,
  RELEASED,
  DISPOSED,
  TRANSFERRED,
  RENEWED,
  CHECKED,
  CONTINUED;

  /** Its name in a leaf. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of this name in a leaf. */
  public static EntryType of(String word) {
    for (EntryType type : values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("not an entry type: " + word);
  }
}
