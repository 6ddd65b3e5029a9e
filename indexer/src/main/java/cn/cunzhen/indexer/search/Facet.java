package cn.cunzhen.indexer.search;

/** By what an answer's records can be counted. */
public enum Facet {
  ITEM,
  AGENCY,
  REGION,
  CHANNEL,
  OUTCOME,
  /** The year of completion, by the clocks of the people that the archive serves. */
  YEAR
}
