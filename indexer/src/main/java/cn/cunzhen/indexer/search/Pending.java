package cn.cunzhen.indexer.search;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;

/** The latest version of a record, of whose files something is still to be read. */
public record Pending(RecordId record, int version, Sha256 digest) {
  /** What is still to be read. */
  public enum Rest {
    /** All that they say. */
    TEXT,

    /** What their pictures show; the rest is found already. */
    PICTURES
  }
}
