package cn.cunzhen.api.samples;

import cn.cunzhen.api.samples.World.Region;
import cn.cunzhen.core.record.Holder;

/**
 * An employer that was invented.
 *
 * @param representative the name of its legal representative
 */
record Employer(String name, String uscc, Region region, String address, String representative) {
  Holder as(String role) {
    return new Holder(name, Holder.IdType.USCC, uscc, role, null);
  }
}
