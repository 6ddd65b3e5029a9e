package cn.cunzhen.api.samples;

import cn.cunzhen.api.samples.World.Region;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Somebody who was invented. */
record Person(
    String name,
    boolean male,
    LocalDate birth,
    IdType idType,
    String idNumber,
    Region region,
    String address) {
  Holder as(String role, @Nullable String pages) {
    return new Holder(name, idType, idNumber, role, pages);
  }
}
