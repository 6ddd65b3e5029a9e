package cn.cunzhen.api.samples;

import cn.cunzhen.api.samples.World.Region;
import cn.cunzhen.core.record.Holder.IdType;
import java.time.LocalDate;

/** The person and the employer that have accounts in a demonstration. */
final class SampleHolders {
  private static final LocalDate BIRTH = LocalDate.of(1988, 6, 15);

  static final String RESIDENT_ID = Population.residentId("460106", BIRTH, 482);
  static final String USCC = Population.uscc("91", "460100", "MA5TNY3W");

  private SampleHolders() {}

  static Person person(Region region) {
    return new Person(
        "周海棠", false, BIRTH, IdType.RESIDENT_ID, RESIDENT_ID, region, region.name() + "龙华区椰林路26号");
  }

  static Employer employer(Region region) {
    return new Employer("海口南渚云仓物流有限公司", USCC, region, region.name() + "秀英区滨海大道108号", "符国良");
  }
}
