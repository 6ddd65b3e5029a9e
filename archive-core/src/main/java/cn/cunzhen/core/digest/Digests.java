package cn.cunzhen.core.digest;

import org.jspecify.annotations.Nullable;

/**
 * What a content is known by.
 *
 * @param size in bytes
 * @param sm3 null where it was not asked for
 * @param crc32 the check sum of ZIP (ISO 3309), its 32 bits
 */
public record Digests(long size, Sha256 sha256, @Nullable Sm3 sm3, int crc32) {}
