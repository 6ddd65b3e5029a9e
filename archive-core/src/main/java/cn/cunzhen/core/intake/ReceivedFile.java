package cn.cunzhen.core.intake;

import cn.cunzhen.core.digest.Sha256;

/**
 * A file that came in, as measured.
 *
 * @param name the name of its part of the request
 * @param size in bytes
 */
public record ReceivedFile(
    String name, long size, Sha256 sha256, FileInspection.Inspection inspection) {}
