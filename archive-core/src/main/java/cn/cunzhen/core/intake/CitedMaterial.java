package cn.cunzhen.core.intake;

import cn.cunzhen.core.record.Citation;
import org.jspecify.annotations.Nullable;

/**
 * A file of another record that was not submitted again.
 *
 * @param material the code of the item's material that it stands for, where the submission says so
 */
public record CitedMaterial(Citation citation, @Nullable String material) {}
