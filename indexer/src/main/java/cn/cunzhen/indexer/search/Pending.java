package cn.cunzhen.indexer.search;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;

/** The latest version of a record, whose files' text is still to be read. */
public record Pending(RecordId record, int version, Sha256 digest) {}
