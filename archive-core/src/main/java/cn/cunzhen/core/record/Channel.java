package cn.cunzhen.core.record;

/** Where the transaction was handed in. */
public enum Channel {
  WINDOW,
  WEB,
  APP,
  BATCH
}
