package cn.cunzhen.storage;

import java.time.Instant;

/**
 * A value of a head as it was read.
 *
 * @param modified the store's date of this value
 * @param readAt what the store's own clock said when it answered
 */
public record Head(Bytes value, Version version, Instant modified, Instant readAt) {}
