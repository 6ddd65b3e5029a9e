package cn.cunzhen.api.samples;

import cn.cunzhen.storage.Bytes;

/**
 * A file of a sample transaction.
 *
 * @param name the name of its part in the request
 * @param fileName the name that the submission gives it
 */
public record SampleFile(String name, String fileName, String mediaType, Bytes content) {}
