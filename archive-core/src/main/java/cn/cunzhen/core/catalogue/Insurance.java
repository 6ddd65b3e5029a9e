package cn.cunzhen.core.catalogue;

/** The kind of insurance (险种) that an item serves; general where it serves several. */
public enum Insurance {
  GENERAL,
  PENSION,
  MEDICAL,
  UNEMPLOYMENT,
  WORK_INJURY,
  MATERNITY
}
