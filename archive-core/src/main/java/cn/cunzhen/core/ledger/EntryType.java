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

  /** Whether the entry names a package: a version of its record. */
  public boolean isOfVersion() {
    return this == ARCHIVED || this == AMENDED;
  }

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
