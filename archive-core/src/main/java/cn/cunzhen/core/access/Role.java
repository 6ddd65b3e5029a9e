package cn.cunzhen.core.access;

import java.util.Locale;

/** What a caller is to the archive. */
public enum Role {
  SOURCE,
  CLERK,
  CITIZEN,
  EMPLOYER,
  ARCHIVIST,
  AUDITOR,
  SUPERVISOR,
  OPERATOR;

  /** Its name in JSON and in configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this name; empty names and strangers are refused. */
  public static Role of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException("not a role: " + word);
  }
}
