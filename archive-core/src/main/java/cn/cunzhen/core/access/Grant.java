package cn.cunzhen.core.access;

import cn.cunzhen.core.record.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That somebody may read what the role alone does not open (授权): a clerk sensitive records, an
 * auditor the content of a sample (调阅令). It is asked for with a reason, and given for a while by a
 * second person, who answers for it.
 *
 * @param id 32 hexadecimal digits
 * @param account who asked, and may read
 * @param role in which
 * @param agency where the one who asked works
 * @param records which records
 * @param reason why, in the words of who asked
 * @param time for how long, from when it is given
 * @param answer what a second person said; null where nobody has yet
 * @param ended when it was ended before its time, which also takes back what nobody has answered;
 *     null where it was not
 */
public record Grant(
    String id,
    String account,
    Role role,
    @Nullable String agency,
    List<RecordId> records,
    String reason,
    Duration time,
    Instant asked,
    @Nullable Answer answer,
    @Nullable Instant ended) {
  /** How many records one may be about. */
  public static final int MOST_RECORDS = 500;

  /** How many characters a reason may have. */
  public static final int LONGEST_REASON = 200;

  /** For how long one may be given. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /** How long an answer is waited for. */
  public static final Duration PATIENCE = Duration.ofDays(7);

  public Grant {
    records = List.copyOf(records);
    boolean fits =
        !records.isEmpty()
            && records.size() <= MOST_RECORDS
            && time.isPositive()
            && time.compareTo(LONGEST) <= 0;
    if (!fits || !isReason(reason)) {
      throw new IllegalArgumentException("a grant is about some records, for some time");
    }
    if (role != Role.CLERK && role != Role.AUDITOR) {
      throw new IllegalArgumentException("to this role nothing is granted: " + role);
    }
  }

  /**
   * What a second person said.
   *
   * @param given whether it may be read
   * @param words why, or empty
   */
  public record Answer(String account, boolean given, String words, Instant at) {}

  /** How far it is. */
  public enum State {
    /** A second person is yet to answer. */
    ASKED,
    /** It may be read. */
    OPEN,
    /** It may not. */
    REFUSED,
    /** Its time is up, or it was ended, or nobody answered in time. */
    OVER
  }

  /** Whether this can stand as a reason, or as the words of an answer that says no. */
  public static boolean isReason(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= LONGEST_REASON
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** How far it is at this time. */
  public State state(Instant now) {
    if (ended != null) {
      return State.OVER;
    }
    if (answer == null) {
      return now.isBefore(asked.plus(PATIENCE)) ? State.ASKED : State.OVER;
    }
    if (!answer.given()) {
      return State.REFUSED;
    }
    return now.isBefore(answer.at().plus(time)) ? State.OPEN : State.OVER;
  }

  /** From when on nothing comes of it any more. */
  Instant last() {
    if (ended != null) {
      return ended;
    }
    return answer == null ? asked.plus(PATIENCE) : answer.at().plus(time);
  }

  /** Whether it lets this account read this record at this time. */
  public boolean opens(String reader, RecordId record, Instant now) {
    return account.equals(reader) && records.contains(record) && state(now) == State.OPEN;
  }

  /**
   * Whether this caller is a second person for it: another than who asked, a supervisor, or for a
   * clerk an archivist.
   */
  public boolean isAnsweredBy(Caller caller) {
    boolean second =
        caller.role() == Role.SUPERVISOR || (caller.role() == Role.ARCHIVIST && role == Role.CLERK);
    return second && !caller.account().equals(account);
  }

  /** Whether this caller may end it, and see it: who asked, or a second person. */
  public boolean concerns(Caller caller) {
    return caller.account().equals(account) || isAnsweredBy(caller);
  }

  Grant answered(Answer given) {
    return new Grant(id, account, role, agency, records, reason, time, asked, given, ended);
  }

  Grant endedAt(Instant now) {
    return new Grant(id, account, role, agency, records, reason, time, asked, answer, now);
  }
}
