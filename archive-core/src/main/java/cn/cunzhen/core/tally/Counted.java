package cn.cunzhen.core.tally;

import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An entry of a tally with what it stands for. */
record Counted(TallyEntry entry, TallyCount count) {
  /** The salt of an entry, for which the archive's own secret is needed. */
  interface Salts extends Function<String, Bytes> {
    default Bytes of(Origin tally, RecordId record) {
      return apply(tally + " " + record.value());
    }
  }

  static Counted of(Origin tally, RecordId record, Collection<Place> places, Salts salts) {
    TallyCount count = TallyCount.of(places);
    return new Counted(
        new TallyEntry(TallyEntry.key(tally, record), count.commitment(salts.of(tally, record))),
        count);
  }

  /** In the order of their keys. */
  static List<Counted> all(Origin tally, Map<RecordId, List<Place>> places, Salts salts) {
    return places.entrySet().stream()
        .map(each -> of(tally, each.getKey(), each.getValue(), salts))
        .sorted(Comparator.comparing(each -> each.entry().key().hex()))
        .toList();
  }
}
