package cn.cunzhen.indexer.search;

import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/**
 * The fields of a record's document beside its keys, which {@link Key} lists.
 *
 * <p>There are few, since every view of the index pays for each. A <em>name</em> is kept in grams
 * of 1, 2 and 3 letters: any part of it is found at once, however short. A <em>number</em> is kept
 * in grams of 3: there, fewer letters tell nothing. A <em>text</em> is kept in pairs, and in a
 * field beside it which letters it has at all.
 */
final class Fields {
  /** Names the form of the documents; changed with it, so that older indexes are made again. */
  static final String FORM = "search 2";

  /** Names: of the holders. */
  static final String HOLDER_NAME = "holderName";

  /** Numbers: of the holders. */
  static final String HOLDER_NUMBER = "holderNumber";

  /** Numbers: of the record and its transaction. */
  static final String NUMBER = "number";

  /** Names: item, agency, region, window, source system. */
  static final String PLACE = "place";

  /** Texts: titles and names of the files. */
  static final String TITLE = "title";

  /** Texts: what the files say. */
  static final String TEXT = "text";

  static final String COMPLETED = "completed";

  /** Index of the record's first entry, and of that of its latest version. */
  static final String FIRST = "first";

  static final String LAST = "last";

  /** How many letters the longest grams of names and numbers have. */
  static final int LONGEST_GRAM = 3;

  private static final FieldType PRESENCE = type(IndexOptions.DOCS);
  private static final FieldType PHRASES = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

  private Fields() {}

  /** The field of doc values that a facet counts by. */
  static String of(Facet facet) {
    return switch (facet) {
      case ITEM -> "item";
      case AGENCY -> "agency";
      case REGION -> "region";
      case CHANNEL -> "channel";
      case OUTCOME -> "outcome";
      case YEAR -> "year";
    };
  }

  /** The field that says which letters a text has. */
  static String lettersOf(String text) {
    return text + "Letters";
  }

  static Field names(String field, List<String> names) {
    return new Field(field, Grams.ofNames(names, 1, LONGEST_GRAM), PHRASES);
  }

  static Field numbers(String field, List<String> numbers) {
    return new Field(field, Grams.ofNames(numbers, LONGEST_GRAM, LONGEST_GRAM), PHRASES);
  }

  static List<Field> texts(String field, List<String> texts) {
    return List.of(
        new Field(lettersOf(field), Grams.ofTexts(texts, 1), PRESENCE),
        new Field(field, Grams.ofTexts(texts, 2), PHRASES));
  }

  private static FieldType type(IndexOptions options) {
    FieldType type = new FieldType();
    type.setIndexOptions(options);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }
}
