package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Guardianship;
import cn.cunzhen.core.access.Guardianship.Kind;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.TextRule;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.intake.NumberReader;
import cn.cunzhen.core.record.Holder.IdType;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked at a window: that one person may stand for another. */
record GuardianshipForm(Person guardian, Person ward, Kind kind, String papers, LocalDate until) {
  private static final Map<String, IdType> ID_TYPES = persons();
  private static final TextRule PAPERS = TextRule.name(Guardianship.LONGEST_PAPERS);
  private static final TextRule DAY =
      TextRule.shape("[0-9]{4}-[0-9]{2}-[0-9]{2}", FaultCode.BAD_DAY);

  private static Map<String, IdType> persons() {
    Map<String, IdType> words = new HashMap<>(Words.of(IdType.values()));
    words.values().remove(IdType.USCC);
    return Map.copyOf(words);
  }

  /**
   * @param today by the archive's calendar
   * @throws Problem with everything that is wrong
   */
  static GuardianshipForm read(JsonNode json, LocalDate today) {
    Faults faults = new Faults();
    Form form = Form.of(json, "", faults);
    GuardianshipForm read = form == null ? null : read(form, today);
    if (read == null || !faults.none()) {
      throw new Problem(ProblemCode.INVALID, faults.list());
    }
    return read;
  }

  /**
   * Whose guardianships are looked for.
   *
   * @throws Problem with everything that is wrong
   */
  static Person guardian(JsonNode json, LocalDate today) {
    Faults faults = new Faults();
    Form form = Form.of(json, "", faults);
    Person guardian = form == null ? null : person(form, "guardian", today);
    if (form != null) {
      form.close();
    }
    if (guardian == null || !faults.none()) {
      throw new Problem(ProblemCode.INVALID, faults.list());
    }
    return guardian;
  }

  private static @Nullable GuardianshipForm read(Form form, LocalDate today) {
    Person guardian = person(form, "guardian", today);
    Person ward = person(form, "ward", today);
    Kind kind = form.word("kind", Words.of(Kind.values()));
    String papers = form.text("papers", PAPERS);
    LocalDate asked = day(form);
    form.close();
    if (guardian == null || ward == null || kind == null || papers == null) {
      return null;
    }
    if (guardian.equals(ward)) {
      form.fault("wardIdNumber", FaultCode.OWN_GUARDIAN);
      return null;
    }
    LocalDate latest = Guardianship.latest(kind, ward, today);
    LocalDate until = asked == null ? latest : asked;
    if (latest.isBefore(today)) {
      form.fault("wardIdNumber", FaultCode.OF_AGE);
    } else if (until.isAfter(latest)) {
      form.fault("until", FaultCode.UNTIL_TOO_LATE, latest);
    } else if (until.isBefore(today)) {
      form.fault("until", FaultCode.UNTIL_PAST);
    }
    return new GuardianshipForm(guardian, ward, kind, papers, until);
  }

  private static @Nullable Person person(Form form, String whose, LocalDate today) {
    IdType type =
        form.has(whose + "IdType") ? form.word(whose + "IdType", ID_TYPES) : IdType.RESIDENT_ID;
    String field = whose + "IdNumber";
    String number = NumberReader.read(form, field, type, today);
    return type == null || number == null ? null : new Person(type, number);
  }

  private static @Nullable LocalDate day(Form form) {
    String text = form.optionalText("until", DAY);
    if (text == null || !text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      form.fault("until", FaultCode.BAD_DAY);
      return null;
    }
  }
}
