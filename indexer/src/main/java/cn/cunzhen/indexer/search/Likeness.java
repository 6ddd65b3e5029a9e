package cn.cunzhen.indexer.search;

/** How like what was typed a record must be; what is less like is asked for only in need. */
enum Likeness {
  /** As it was typed. */
  EXACT,

  /** But for letters that look alike, or a name that sounds the same. */
  ALIKE,

  /** But for one letter that is wrong, missing or too many. */
  NEAR
}
