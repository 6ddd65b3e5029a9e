package cn.cunzhen.core.catalogue;

import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.TextRule;

/**
 * An agency and what it is called.
 *
 * @param region the code of the region that it serves
 */
public record Agency(String code, String region, Label name) {
  /** How the code of an agency is written. */
  public static final TextRule CODE =
      TextRule.shape("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", FaultCode.BAD_AGENCY);
}
