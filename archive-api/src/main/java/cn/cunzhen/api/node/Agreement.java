package cn.cunzhen.api.node;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.audit.Defect;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.search.Comparison;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.search.SearchResult.Behind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether register and index say what the ledger says, record by record. */
final class Agreement {
  /** An index that gets no further for so long does not follow. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Floors floors;
  private final List<Defect> defects = new ArrayList<>();

  private Agreement(Floors floors) {
    this.floors = floors;
  }

  /** What they disagree on with the ledger. */
  static List<Defect> defects(Floors floors) throws IOException, InterruptedException {
    Agreement agreement = new Agreement(floors);
    agreement.checkRegister();
    agreement.checkIndex();
    return List.copyOf(agreement.defects);
  }

  private void checkRegister() {
    add(
        Defect.Kind.REGISTER,
        floors.register().compare(floors.archive().ledger()),
        "other entries than in the ledger");
  }

  private void checkIndex() throws IOException, InterruptedException {
    Ledger ledger = floors.archive().ledger();
    RecordIndex index = floors.index();
    if (!catchUp(index, ledger.size())) {
      String detail = index.reached() + " of " + ledger.size() + " entries";
      defects.add(new Defect(Defect.Kind.INDEX, "index", detail));
    }
    Comparison found = index.compare(ledger);
    if (found.damage() != null) {
      defects.add(new Defect(Defect.Kind.INDEX, "index", found.damage()));
    }
    add(Defect.Kind.INDEX, found.missing(), "missing, or in an older version");
    add(Defect.Kind.INDEX, found.surplus(), "not in the ledger, or disposed of");
    found
        .unread()
        .forEach(unread ->
            defects.add(
                new Defect(
                    Defect.Kind.INDEX,
                    unread.record().value(),
                    "version " + unread.version() + " unread: " + unread.reason())));
  }

  private static boolean catchUp(RecordIndex index, long size) throws InterruptedException {
    long before = -1;
    while (index.reached() > before) {
      before = index.reached();
      Question any = Question.of("");
      if (!(index.search(any, Sight.of(new Visibility.None()), size, PATIENCE) instanceof Behind)) {
        return true;
      }
    }
    return false;
  }

  private void add(Defect.Kind kind, Collection<RecordId> records, String detail) {
    records.forEach(record -> defects.add(new Defect(kind, record.value(), detail)));
  }
}
