package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a list of records shows of each.
 *
 * @param holders their numbers masked unless the question demands them plain
 * @param others how many more there are, of whom nothing is shown
 */
public record Description(
    String archiveNumber,
    String transactionId,
    String itemCode,
    String itemName,
    List<Holder> holders,
    int others,
    String agency,
    String region,
    Channel channel,
    Outcome outcome,
    OffsetDateTime completedAt) {
  public Description {
    holders = List.copyOf(holders);
  }

  /** The same with these holders in place of its own, and so many others. */
  Description with(List<Holder> shown, int more) {
    return new Description(
        archiveNumber,
        transactionId,
        itemCode,
        itemName,
        shown,
        more,
        agency,
        region,
        channel,
        outcome,
        completedAt);
  }

  /** The same to those who may see what concerns these persons and nobody else. */
  Description only(Set<Person> persons) {
    Set<Person> more = new HashSet<>();
    List<Holder> own = new ArrayList<>();
    for (Holder holder : holders) {
      Person person = new Person(holder.idType(), holder.number());
      if (persons.contains(person)) {
        own.add(holder);
      } else {
        more.add(person);
      }
    }
    return with(own, more.size());
  }
}
