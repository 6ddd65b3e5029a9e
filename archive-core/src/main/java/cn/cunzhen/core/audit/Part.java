package cn.cunzhen.core.audit;

/**
 * What an audit goes through, part by part; a report names those that it has come to the end of.
 */
public enum Part {
  /** Of a sample: each entry is proved to be in the tree. */
  INCLUSION,
  /** The tree is made anew from all entries. */
  TREE,
  /** The times of the entries. */
  TIMES,
  /** The stored tiles are those that the entries give. */
  TILES,
  /** Every package that an entry names, to its last byte. */
  PACKAGES,
  /** What lies in the store and no entry names. */
  SURPLUS,
  /** What was made from packages. */
  DERIVATIVES,
  /** The time stamps over checkpoints. */
  TIME_STAMPS,
  /** The renewals of the evidence. */
  EVIDENCE
}
