package cn.cunzhen.core.ledger;

import cn.cunzhen.core.digest.Sha256;

/** What the register keeps of an entry. */
public record Registered(long index, EntryType type, int version, Sha256 digest) {}
