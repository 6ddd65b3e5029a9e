package cn.cunzhen.core.record;

/** How the transaction ended. */
public enum Outcome {
  GRANTED,
  REFUSED,
  WITHDRAWN,
  TERMINATED
}
