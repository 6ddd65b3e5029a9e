package cn.cunzhen.core.ledger;

import cn.cunzhen.core.record.RecordId;

/** Which records kept records cite: read from packages, so that a disposal can ask. */
public interface Citations {
  /** How many entries' packages have been read. */
  long reached();

  /** Whether, among them, a record that was not disposed of cites this one. */
  boolean keptRecordCites(RecordId cited);
}
