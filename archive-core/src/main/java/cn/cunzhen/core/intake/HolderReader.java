package cn.cunzhen.core.intake;

import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.TextRule;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the holders of a transaction.
 *
 * @param today by the archive's calendar
 */
record HolderReader(LocalDate today) {
  private static final Map<String, IdType> ID_TYPES = Words.of(IdType.values());
  private static final TextRule NAME = TextRule.name(200);
  private static final TextRule ROLE = TextRule.name(64);
  private static final TextRule PAGES =
      TextRule.shape(
          "[0-9]{1,5}(-[0-9]{1,5})?(,[0-9]{1,5}(-[0-9]{1,5})?){0,20}", FaultCode.BAD_PAGES);

  @Nullable Holder read(Form form) {
    String name = form.text("name", NAME);
    IdType type = form.word("idType", ID_TYPES);
    String number = number(form, type);
    String role = form.optionalText("role", ROLE);
    String pages = form.optionalText("pages", PAGES);
    form.close();
    return name == null || type == null || number == null
        ? null
        : new Holder(name, type, number, role, pages);
  }

  /** The number, in {@code idNumber} or, of an employer, in {@code uscc}. */
  private @Nullable String number(Form form, @Nullable IdType type) {
    String field = form.has("uscc") ? "uscc" : "idNumber";
    if (form.has("uscc") && form.has("idNumber")) {
      form.fault("uscc", FaultCode.NUMBER_TWICE);
    }
    if (form.has("uscc") && type != null && type != IdType.USCC) {
      form.fault("uscc", FaultCode.USCC_OF_PERSON);
    }
    form.optionalText(field.equals("uscc") ? "idNumber" : "uscc", NumberReader.RULE);
    return NumberReader.read(form, field, type, today);
  }
}
