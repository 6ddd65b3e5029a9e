package cn.cunzhen.indexer.search;

import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.record.RecordId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Compares a view with the ledger: reads that twice, and keeps only what was disposed in mind. */
final class Comparing {
  private static final int BATCH = 1_024;

  private final View view;
  private final LedgerFeed ledger;
  private final long size;
  private final Lookup lookup;
  private final FixedBitSet known;
  private final Set<RecordId> missing = new LinkedHashSet<>();
  private final Set<RecordId> disposed = new HashSet<>();

  /** Of a view that shows the first {@code size} entries, and no more. */
  Comparing(View view, LedgerFeed ledger, long size) {
    this.view = view;
    this.ledger = ledger;
    this.size = size;
    this.lookup = new Lookup(view);
    this.known = new FixedBitSet(Math.max(1, view.reader().maxDoc()));
  }

  Comparison compare() throws IOException {
    String damage = damage();
    if (damage != null) {
      return new Comparison(size, List.of(), List.of(), List.of(), damage);
    }
    each(this::noteDisposal);
    each(this::check);
    return new Comparison(size, List.copyOf(missing), surplus(), lookup.defects(), null);
  }

  private void each(Visitor visitor) throws IOException {
    for (long from = 0; from < size; ) {
      int most = (int) Math.min(BATCH, size - from);
      List<LedgerEntry> entries = ledger.entries(from, most);
      if (entries.isEmpty()) {
        throw new IllegalStateException("the ledger ends at " + from + ", before the index");
      }
      for (LedgerEntry entry : entries) {
        visitor.visit(from++, entry);
      }
    }
  }

  private void noteDisposal(long index, LedgerEntry entry) {
    if (entry.type() == EntryType.DISPOSED) {
      disposed.add(entry.record());
    }
  }

  /** A record is known once the entry of its latest version is met. */
  private void check(long index, LedgerEntry entry) throws IOException {
    boolean version = entry.type().isOfVersion();
    if (!version || disposed.contains(entry.record())) {
      return;
    }
    int document = lookup.document(entry.record());
    Trace trace = document < 0 ? null : lookup.trace(document);
    if (trace == null || trace.last() < index) {
      missing.add(entry.record());
    } else if (trace.last() == index
        && trace.version() == entry.version()
        && trace.digest().equals(entry.digest())) {
      known.set(document);
    }
  }

  private List<RecordId> surplus() throws IOException {
    List<RecordId> surplus = new ArrayList<>();
    for (LeafReaderContext segment : view.reader().leaves()) {
      Bits live = segment.reader().getLiveDocs();
      for (int i = 0; i < segment.reader().maxDoc(); i++) {
        if ((live == null || live.get(i)) && !known.get(segment.docBase + i)) {
          surplus.add(lookup.trace(segment.docBase + i).record());
        }
      }
    }
    return surplus;
  }

  private @Nullable String damage() throws IOException {
    for (LeafReaderContext segment : view.reader().leaves()) {
      try {
        if (segment.reader() instanceof CodecReader files) {
          files.checkIntegrity();
        }
      } catch (CorruptIndexException e) {
        return e.getMessage();
      }
    }
    return null;
  }

  private interface Visitor {
    void visit(long index, LedgerEntry entry) throws IOException;
  }
}
