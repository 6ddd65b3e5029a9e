package cn.cunzhen.core.record;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A step of the transaction's way through the agency.
 *
 * @param code 1 received, 2 accepted, 3 reviewed, 4 completed, 11 corrected, 12 suspended, 99 other
 */
public record ProcessStep(
    int code, String name, @Nullable String actor, OffsetDateTime at, @Nullable String remark) {}
