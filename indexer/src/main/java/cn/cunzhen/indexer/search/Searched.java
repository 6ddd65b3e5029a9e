package cn.cunzhen.indexer.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;

/**
 * The fields that are searched by letters, and what a find in each counts.
 *
 * <p>There are few, since every view of the index pays for each. A <em>name</em> is kept in grams
 * of 1, 2 and 3 letters: any part of it is found at once, however short. A <em>number</em> is kept
 * in grams of 3: there, fewer letters tell nothing. A <em>text</em> is kept in pairs, and in a
 * field beside it which letters it has at all.
 */
enum Searched {
  /** Of the holders. */
  HOLDER_NAME("holderName", Kind.NAME, 60),

  /** Of the holders. */
  HOLDER_NUMBER("holderNumber", Kind.NUMBER, 40),

  /** Of the record and its transaction. */
  NUMBER("number", Kind.NUMBER, 40),

  /** Item, agency, region, window, source system. */
  PLACE("place", Kind.NAME, 20),

  /** Titles and names of the files. */
  TITLE("title", Kind.TEXT, 10),

  /** What the files say. */
  TEXT("text", Kind.TEXT, 1);

  /** How many letters the longest grams of names and numbers have. */
  private static final int LONGEST_GRAM = 3;

  private static final FieldType PRESENCE = type(IndexOptions.DOCS);
  private static final FieldType PHRASES = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

  private final String field;
  private final Kind kind;
  private final float score;

  Searched(String field, Kind kind, float score) {
    this.field = field;
    this.kind = kind;
    this.score = score;
  }

  /** How a field's grams are made. */
  enum Kind {
    NAME,
    NUMBER,
    TEXT
  }

  /** A gram: so many letters from a place on. */
  record Gram(int from, int length) {}

  Kind kind() {
    return kind;
  }

  /** The field of the grams. */
  String field() {
    return field;
  }

  /** The field that says which letters a text has. */
  String letters() {
    return field + "Letters";
  }

  /** What is indexed of these values. */
  List<Field> fields(List<String> values) {
    return switch (kind) {
      case NAME -> List.of(new Field(field, Grams.ofNames(values, 1, LONGEST_GRAM), PHRASES));
      case NUMBER ->
          List.of(new Field(field, Grams.ofNames(values, LONGEST_GRAM, LONGEST_GRAM), PHRASES));
      case TEXT ->
          List.of(
              new Field(letters(), Grams.ofTexts(values, 1), PRESENCE),
              new Field(field, Grams.ofTexts(values, 2), PHRASES));
    };
  }

  Folded fold(String part) {
    return switch (kind) {
      case NAME, NUMBER -> Folded.ofName(part);
      case TEXT -> Folded.ofText(part);
    };
  }

  /** A find in this field, as it counts: in a text all the more, the more often it is said. */
  Query scored(Query found) {
    return switch (kind) {
      case NAME, NUMBER -> new BoostQuery(new ConstantScoreQuery(found), score);
      case TEXT -> new BoostQuery(found, score);
    };
  }

  /**
   * The grams that whoever says this part has at their places.
   *
   * <p>In a text, a last letter that stands alone may go on, and then has no gram; and nobody knows
   * what stands beside a letter that is next to a {@link Folded#WILD} place.
   */
  List<Gram> grams(Folded part) {
    return switch (kind) {
      case NAME -> gramsOfName(part);
      case NUMBER -> windows(part, 0, part.size(), LONGEST_GRAM);
      case TEXT -> gramsOfText(part);
    };
  }

  private static List<Gram> gramsOfName(Folded part) {
    List<Gram> grams = new ArrayList<>();
    for (int from = 0; from < part.size(); ) {
      int end = from;
      while (end < part.size() && part.isLetter(end)) {
        end++;
      }
      grams.addAll(windows(part, from, end, Math.min(end - from, LONGEST_GRAM)));
      from = end + 1;
    }
    return grams;
  }

  private static List<Gram> gramsOfText(Folded part) {
    List<Gram> grams = new ArrayList<>();
    for (int i = 0; i + 1 < part.size(); i++) {
      boolean begins = i == 0 || part.at(i - 1) == Folded.GAP;
      if (part.areLetters(i, i + 2)) {
        grams.add(new Gram(i, 2));
      } else if (begins && part.isLetter(i) && part.at(i + 1) == Folded.GAP) {
        grams.add(new Gram(i, 1));
      }
    }
    return grams;
  }

  private static List<Gram> windows(Folded part, int from, int end, int length) {
    List<Gram> grams = new ArrayList<>();
    for (int i = from; length > 0 && i + length <= end; i++) {
      if (part.areLetters(i, i + length)) {
        grams.add(new Gram(i, length));
      }
    }
    return grams;
  }

  private static FieldType type(IndexOptions options) {
    FieldType type = new FieldType();
    type.setIndexOptions(options);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }
}
