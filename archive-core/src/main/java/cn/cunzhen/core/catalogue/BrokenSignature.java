package cn.cunzhen.core.catalogue;

/** What happens to a file with a signature that does not verify. */
public enum BrokenSignature {
  RECORD,
  REFUSE
}
