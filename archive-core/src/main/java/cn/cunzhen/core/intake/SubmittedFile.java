package cn.cunzhen.core.intake;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivedFile.Origin;
import cn.cunzhen.core.record.Part;
import org.jspecify.annotations.Nullable;

/**
 * A file as a submission announces it.
 *
 * @param name what the submission calls it; its part of the request has this name
 * @param material the code of the item's material that it is
 * @param fileName the name it has with the submitter: data, kept exactly, never used as a path
 * @param mediaType what the submitter says its content is
 * @param size in bytes, where the submitter declares it
 * @param sha256 of its content, where the submitter declares it
 */
public record SubmittedFile(
    String name,
    String material,
    Part part,
    String fileName,
    @Nullable String title,
    @Nullable String mediaType,
    Origin origin,
    @Nullable Long size,
    @Nullable Sha256 sha256) {}
