package cn.cunzhen.core.record;

import cn.cunzhen.core.digest.Sha256;

/** A file of another record that serves this one too and was not submitted again. */
public record Citation(RecordId record, String path, Sha256 sha256) {}
