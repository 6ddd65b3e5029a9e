package cn.cunzhen.core.access;

/**
 * An access with where it stands.
 *
 * @param node whose log
 * @param index in the log
 */
public record LoggedAccess(String node, long index, AccessBody body) {}
