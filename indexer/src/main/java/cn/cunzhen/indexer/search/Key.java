package cn.cunzhen.indexer.search;

import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/** What a record is found by as a whole: one field for all kinds, each value headed by its kind. */
enum Key {
  /** The record's id. */
  RECORD,

  /** Folded: whatever identifies the record or a holder. */
  NUMBER,

  /** Folded: the name of a holder. */
  NAME,

  /** What the name of a holder sounds like. */
  SOUND,

  /** What the name of the item sounds like. */
  ITEM_SOUND,

  /** Folded: the title of a file; its name without the ending where it has none. */
  TITLE,

  /** Exactly, and for visibility: type and number of a holder. */
  HOLDER,

  /** The same of a holder who holds but a part of the record. */
  PART,

  /** What such a holder is called, folded, after the holder's type and number. */
  PART_NAME,

  /** What that sounds like, after the same. */
  PART_SOUND,

  CLASS,
  ITEM,
  AGENCY,
  REGION,
  CHANNEL,
  OUTCOME,

  /** The id of a record that any version cites. */
  CITED,

  /** There are versions whose package could not be read. */
  UNREAD,

  /** What is still to be read of the files. */
  PENDING,

  /** Why a file has no text. */
  NO_TEXT;

  private static final String FIELD = "key";

  private final String head = name().toLowerCase(Locale.ROOT) + ":";

  Term term(String value) {
    return new Term(FIELD, head + value);
  }

  StringField field(String value) {
    return new StringField(FIELD, head + value, Store.NO);
  }

  /** Finds the records that have this value. */
  Query is(String value) {
    return new TermQuery(term(value));
  }

  /** Finds the records that have one of these values. */
  Query isOneOf(List<String> values) {
    return new TermInSetQuery(FIELD, values.stream().map(v -> new BytesRef(head + v)).toList());
  }

  /** Finds the records that have a value which the automaton accepts. */
  Query like(Automaton values) {
    Automaton all = Operations.concatenate(List.of(Automata.makeString(head), values));
    return new AutomatonQuery(term(""), all);
  }

  /** Finds the records that have a value which begins so. */
  Query beginsWith(String value) {
    return new PrefixQuery(term(value));
  }
}
