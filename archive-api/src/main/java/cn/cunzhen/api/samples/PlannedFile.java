package cn.cunzhen.api.samples;

import cn.cunzhen.core.catalogue.Material;
import cn.cunzhen.core.record.ArchivedFile.Origin;
import cn.cunzhen.core.record.Part;

/**
 * A file of a case that is yet to be drawn.
 *
 * @param name of its part in the request
 * @param fileName as the submitter calls it
 */
record PlannedFile(
    String name,
    String fileName,
    Material material,
    Part part,
    PaperTemplate template,
    SampleFormat format,
    Origin origin) {}
