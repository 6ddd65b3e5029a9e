package cn.cunzhen.core.catalogue;

/** A name in Chinese and in English. */
public record Label(String zh, String en) {}
