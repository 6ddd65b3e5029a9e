package cn.cunzhen.indexer.access;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.AccessBody;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** The documents of the index: one for each access, and one for each log that is read. */
final class AccessDocument {
  static final String FORM = "accesses 2";

  /** In which month of which node's log an access was, see {@link Period}. */
  static final String PERIOD = "period";

  private static final String PLACE = "place";
  private static final String RECORD = "record";
  private static final String ACCOUNT = "account";
  private static final String OUTCOME = "outcome";
  private static final String AT = "at";
  private static final String INDEX = "index";
  private static final String NODE = "node";
  private static final String BODY = "body";
  private static final String LOG = "log";
  private static final String REACHED = "reached";

  /** By time; accesses of the same millisecond in one order that never changes. */
  static final Sort NEWEST_FIRST =
      new Sort(
          new SortField(AT, SortField.Type.LONG, true),
          new SortField(INDEX, SortField.Type.LONG, true),
          new SortField(NODE, SortField.Type.STRING));

  private AccessDocument() {}

  /** Names the one document of the access at this place. */
  static Term place(String node, long index) {
    return new Term(PLACE, node + "/" + index);
  }

  static Document access(Period period, long index, AccessBody body) {
    Access access = body.access();
    Document document = new Document();
    document.add(new StringField(PLACE, place(period.node(), index).text(), Store.NO));
    document.add(new StringField(PERIOD, period.format(), Store.NO));
    if (access.record() != null) {
      document.add(new StringField(RECORD, access.record().value(), Store.NO));
    }
    document.add(new StringField(OUTCOME, access.outcome().name(), Store.NO));
    document.add(new StringField(ACCOUNT, access.account(), Store.NO));
    document.add(new LongPoint(AT, access.at().toEpochMilli()));
    document.add(new NumericDocValuesField(AT, access.at().toEpochMilli()));
    document.add(new NumericDocValuesField(INDEX, index));
    document.add(new SortedDocValuesField(NODE, new BytesRef(period.node())));
    document.add(new StoredField(BODY, body.format().toArray()));
    return document;
  }

  static AccessBody body(Document document) {
    BytesRef body = document.getBinaryValue(BODY);
    byte[] line = Arrays.copyOfRange(body.bytes, body.offset, body.offset + body.length);
    return AccessBody.parse(Bytes.of(line));
  }

  /** The accesses to these records that ended so. */
  static Query query(Set<RecordId> records, Set<Outcome> outcomes) {
    return new BooleanQuery.Builder()
        .add(in(RECORD, records.stream().map(RecordId::value).toList()), Occur.FILTER)
        .add(in(OUTCOME, outcomes.stream().map(Outcome::name).toList()), Occur.FILTER)
        .build();
  }

  /** The accesses by this account. */
  static Query by(String account) {
    return new TermQuery(new Term(ACCOUNT, account));
  }

  /** The accesses after this time. */
  static Query after(Instant time) {
    return LongPoint.newRangeQuery(AT, time.toEpochMilli() + 1, Long.MAX_VALUE);
  }

  /** The accesses at this time. */
  static Query at(Instant time) {
    return LongPoint.newExactQuery(AT, time.toEpochMilli());
  }

  /** Those that all of these queries find. */
  static Query all(Query... queries) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    Arrays.stream(queries).forEach(query -> all.add(query, Occur.FILTER));
    return all.build();
  }

  private static Query in(String field, Collection<String> values) {
    return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
  }

  /** Names the one document of this node's log. */
  static Term log(String node) {
    return new Term(LOG, node);
  }

  static Document log(String node, long reached) {
    Document document = new Document();
    document.add(new StringField(LOG, node, Store.YES));
    document.add(new NumericDocValuesField(REACHED, reached));
    document.add(new StoredField(REACHED, reached));
    return document;
  }

  static Query logs() {
    return new FieldExistsQuery(REACHED);
  }

  static String node(Document log) {
    return log.get(LOG);
  }

  static long reached(Document log) {
    return log.getField(REACHED).numericValue().longValue();
  }
}
