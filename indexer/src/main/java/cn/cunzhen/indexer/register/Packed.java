package cn.cunzhen.indexer.register;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/** The form of the register's documents: an id, and its entries of one batch, 45 bytes each. */
final class Packed {
  static final String FORM = "register 1";

  private static final String ID = "id";
  private static final String ENTRIES = "entries";
  private static final int SIZE = Long.BYTES + 1 + Integer.BYTES + Sha256.SIZE;
  private static final List<EntryType> TYPES = List.of(EntryType.values());

  private Packed() {}

  static Document document(RecordId record, List<Registered> entries) {
    ByteBuffer packed = ByteBuffer.allocate(entries.size() * SIZE);
    for (Registered entry : entries) {
      packed
          .putLong(entry.index())
          .put((byte) TYPES.indexOf(entry.type()))
          .putInt(entry.version())
          .put(entry.digest().bytes().toArray());
    }
    Document document = new Document();
    document.add(new StringField(ID, record.value(), Field.Store.NO));
    document.add(new BinaryDocValuesField(ENTRIES, new BytesRef(packed.array())));
    return document;
  }

  /** Adds the entries that this segment has of the record. */
  static void read(LeafReader segment, RecordId record, List<Registered> into) throws IOException {
    Terms ids = segment.terms(ID);
    if (ids == null) {
      return;
    }
    TermsEnum id = ids.iterator();
    if (!id.seekExact(new BytesRef(record.value()))) {
      return;
    }
    PostingsEnum documents = id.postings(null, PostingsEnum.NONE);
    BinaryDocValues packed = DocValues.getBinary(segment, ENTRIES);
    while (documents.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
      if (packed.advanceExact(documents.docID())) {
        into.addAll(unpack(packed.binaryValue()));
      }
    }
  }

  /** How many entries this segment has, of whatever record. */
  static long count(LeafReader segment) throws IOException {
    BinaryDocValues packed = DocValues.getBinary(segment, ENTRIES);
    long count = 0;
    while (packed.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      count += packed.binaryValue().length / SIZE;
    }
    return count;
  }

  /** Adds all records that this segment knows. */
  static void records(LeafReader segment, Set<RecordId> into) throws IOException {
    Terms ids = segment.terms(ID);
    if (ids != null) {
      TermsEnum id = ids.iterator();
      while (id.next() != null) {
        into.add(new RecordId(id.term().utf8ToString()));
      }
    }
  }

  private static List<Registered> unpack(BytesRef packed) {
    ByteBuffer bytes = ByteBuffer.wrap(packed.bytes, packed.offset, packed.length);
    List<Registered> entries = new ArrayList<>(packed.length / SIZE);
    while (bytes.hasRemaining()) {
      long index = bytes.getLong();
      EntryType type = TYPES.get(bytes.get());
      int version = bytes.getInt();
      byte[] digest = new byte[Sha256.SIZE];
      bytes.get(digest);
      entries.add(new Registered(index, type, version, new Sha256(Bytes.of(digest))));
    }
    return entries;
  }
}
