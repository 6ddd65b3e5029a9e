package cn.cunzhen.core.access;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Grant.Answer;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.Retention;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * That a citizen stands for another: a parent for a child, a guardian for a ward (监护). Asked for at
 * a window where the papers are shown, and confirmed by a second person, who answers for it.
 *
 * @param id 64 hexadecimal digits, of which the first 32 are the guardian's
 * @param papers what was shown, by its name and number
 * @param until the last day
 * @param answer what a second person said; null where nobody has yet
 * @param ended when it was ended before its time, which also takes back what nobody has answered;
 *     null where it was not
 */
public record Guardianship(
    String id,
    Person guardian,
    Person ward,
    Kind kind,
    String papers,
    LocalDate until,
    Asked asked,
    @Nullable Answer answer,
    @Nullable Asked ended) {
  /** How many characters the papers may have. */
  public static final int LONGEST_PAPERS = 200;

  /** For how many years a ward is stood for, before the papers are looked at again. */
  private static final int YEARS_OF_WARD = 5;

  /** At what age nobody is a minor any more (Civil Code, article 17). */
  private static final int OF_AGE = 18;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  public Guardianship {
    if (!isId(id) || guardian.equals(ward)) {
      throw new IllegalArgumentException("nobody stands for himself");
    }
  }

  /** Why one stands for the other. */
  public enum Kind {
    /** A parent for a child under age. */
    PARENT,
    /** A guardian for somebody who can't act alone. */
    GUARDIAN
  }

  /** Who took a step, and when. */
  public record Asked(String account, Instant at) {}

  /** How far it is. */
  public enum State {
    /** A second person is yet to answer. */
    ASKED,
    /** One stands for the other. */
    HOLDS,
    /** The second person said no. */
    REFUSED,
    /** Its time is up, or it was ended, or nobody answered in time. */
    OVER
  }

  /** Whether this is such an id. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** How far it is at this time. */
  public State state(Instant now) {
    if (ended != null || !now.isBefore(end())) {
      return State.OVER;
    }
    if (answer == null) {
      return now.isBefore(asked.at().plus(Grant.PATIENCE)) ? State.ASKED : State.OVER;
    }
    return answer.given() ? State.HOLDS : State.REFUSED;
  }

  /** From when on it is over at the latest. */
  private Instant end() {
    return until.plusDays(1).atStartOfDay(Retention.ZONE).toInstant();
  }

  /** From when on nothing comes of it any more. */
  Instant last() {
    return ended == null ? end() : ended.at();
  }

  /** The last day on which one may stand for the other, as far as the ward's number tells. */
  public static LocalDate latest(Kind kind, Person ward, LocalDate today) {
    return switch (kind) {
      case GUARDIAN -> today.plusYears(YEARS_OF_WARD);
      case PARENT ->
          ward.idType() == IdType.RESIDENT_ID
              ? birth(ward.number()).plusYears(OF_AGE).minusDays(1)
              : today.plusYears(YEARS_OF_WARD);
    };
  }

  private static LocalDate birth(String number) {
    return LocalDate.of(
        Integer.parseInt(number.substring(6, 10)),
        Integer.parseInt(number.substring(10, 12)),
        Integer.parseInt(number.substring(12, 14)));
  }

  /** Whether this caller is a second person for it. */
  public boolean isAnsweredBy(Caller caller) {
    return caller.role() == Role.SUPERVISOR && !caller.account().equals(asked.account());
  }

  Guardianship answered(Answer given) {
    return new Guardianship(id, guardian, ward, kind, papers, until, asked, given, ended);
  }

  Guardianship endedBy(Asked by) {
    return new Guardianship(id, guardian, ward, kind, papers, until, asked, answer, by);
  }
}
