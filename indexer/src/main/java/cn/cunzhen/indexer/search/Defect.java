package cn.cunzhen.indexer.search;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;

/**
 * A version of a kept record whose package can't be read.
 *
 * @param reason technical, in English, without personal data
 */
public record Defect(RecordId record, int version, Sha256 digest, String reason) {}
