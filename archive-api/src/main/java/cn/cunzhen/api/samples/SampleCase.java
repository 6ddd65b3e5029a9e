package cn.cunzhen.api.samples;

import cn.cunzhen.api.samples.World.Region;
import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.ProcessStep;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One invented case (办件), without its files.
 *
 * @param dice for all that is not settled yet
 * @param person who applies, or for whom the employer does
 * @param employer where that person works
 * @param region where the case is dealt with
 */
record SampleCase(
    Dice dice,
    CatalogueItem item,
    Subject subject,
    Person person,
    Employer employer,
    List<Holder> holders,
    Region region,
    String sourceSystem,
    String transactionId,
    Channel channel,
    @Nullable String window,
    @Nullable String handler,
    OffsetDateTime acceptedAt,
    OffsetDateTime completedAt,
    Outcome outcome,
    List<ProcessStep> process) {
  /** Medical insurance has agencies of its own. */
  boolean medical() {
    return item.code().startsWith("MI");
  }

  String agency() {
    return region.code() + (medical() ? "-MI" : "-SI");
  }

  String agencyName() {
    return World.agency(agency());
  }
}
