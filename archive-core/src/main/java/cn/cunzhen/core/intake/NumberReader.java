package cn.cunzhen.core.intake;

import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.TextRule;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.IdNumber;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of persons and employers. */
public final class NumberReader {
  static final TextRule RULE = TextRule.identifier(64);

  private NumberReader() {}

  /**
   * The number in a field, in the form in which it is kept; null, and a fault, where it is none.
   *
   * @param type null where that has a fault of its own
   * @param today nobody is born later
   */
  public static @Nullable String read(
      Form form, String field, @Nullable IdType type, LocalDate today) {
    String text = form.text(field, RULE);
    if (text == null || type == null) {
      return null;
    }
    String number = IdNumber.normal(text);
    Optional<IdNumber.Wrong> wrong = IdNumber.wrong(type, number, today);
    wrong.ifPresent(each -> form.fault(field, code(type, each)));
    return wrong.isEmpty() ? number : null;
  }

  private static FaultCode code(IdType type, IdNumber.Wrong wrong) {
    return switch (type) {
      case PASSPORT -> FaultCode.BAD_PASSPORT;
      case PERMIT -> FaultCode.BAD_PERMIT;
      case USCC ->
          wrong == IdNumber.Wrong.CHECK_CHARACTER ? FaultCode.USCC_CHECK : FaultCode.BAD_USCC;
      case RESIDENT_ID ->
          switch (wrong) {
            case SHAPE -> FaultCode.BAD_RESIDENT_ID;
            case BIRTH_DATE -> FaultCode.RESIDENT_ID_BIRTH_DATE;
            case CHECK_CHARACTER -> FaultCode.RESIDENT_ID_CHECK;
          };
    };
  }
}
