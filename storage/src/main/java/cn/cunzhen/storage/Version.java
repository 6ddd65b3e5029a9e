package cn.cunzhen.storage;

/** Names one value of a head. What it is made of is the store's own affair. */
public record Version(String tag) {}
