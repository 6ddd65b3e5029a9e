package cn.cunzhen.indexer.search;

import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchiveNumber;

/** Gives a record its archive number. */
@FunctionalInterface
public interface Numbering {
  /** The number of the record whose version 1 says this, and is the ledger's entry at the index. */
  ArchiveNumber of(ArchivalRecord first, long index);
}
