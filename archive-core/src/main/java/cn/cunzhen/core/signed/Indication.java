package cn.cunzhen.core.signed;

/** The grades of a signature (ETSI EN 319 102-1, 5.1.3). */
public enum Indication {
  PASSED,
  FAILED,
  INDETERMINATE
}
