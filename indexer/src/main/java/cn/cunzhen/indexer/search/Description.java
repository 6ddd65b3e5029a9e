package cn.cunzhen.indexer.search;

import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What a list of records shows of each.
 *
 * @param holders their numbers masked unless the question demands them plain
 */
public record Description(
    String archiveNumber,
    String transactionId,
    String itemCode,
    String itemName,
    List<Holder> holders,
    String agency,
    String region,
    Channel channel,
    Outcome outcome,
    OffsetDateTime completedAt) {
  public Description {
    holders = List.copyOf(holders);
  }
}
