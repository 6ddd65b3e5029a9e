package cn.cunzhen.storage;

import java.time.Instant;

/** What a store knows of an object without reading it: its size in bytes and the store's date. */
public record ObjectInfo(ObjectKey key, long size, Instant modified) {}
