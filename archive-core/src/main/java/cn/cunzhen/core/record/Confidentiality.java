package cn.cunzhen.core.record;

/** How sensitive a record is beyond being personal: sensitive ones need a grant to be read. */
public enum Confidentiality {
  NORMAL,
  SENSITIVE
}
