package cn.cunzhen.core.catalogue;

import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.TextRule;

/**
 * A region and what it is called.
 *
 * @param code six digits (GB/T 2260)
 */
public record Region(String code, Label name) {
  /** How the code of a region is written. */
  public static final TextRule CODE = TextRule.shape("[1-9][0-9]{5}", FaultCode.BAD_REGION);
}
