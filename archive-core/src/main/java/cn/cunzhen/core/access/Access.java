package cn.cunzhen.core.access;

import cn.cunzhen.core.record.RecordId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One access: who did what with which record, what for, and how it ended.
 *
 * @param at in whole milliseconds
 * @param record null for a search
 * @param file which of the record's files, from 1; null where it is about no single one
 * @param from the caller's address
 */
public record Access(
    Instant at,
    String account,
    Role role,
    @Nullable String agency,
    @Nullable String window,
    Action action,
    @Nullable RecordId record,
    @Nullable Integer file,
    @Nullable String purpose,
    Outcome outcome,
    @Nullable String from) {
  /** Whether the caller got what was asked for. */
  public enum Outcome {
    GRANTED,
    REFUSED
  }
}
