package cn.cunzhen.indexer.search;

import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/**
 * The fields of a record's document.
 *
 * <p>Three kinds serve the search for words. A <em>keyword</em> is folded and found whole. A
 * <em>name</em> has fields of 1, 2 and 3 letters: any part of it is found at once, however short. A
 * <em>text</em> has fields of 1 and 2 letters: longer parts are phrases of the second. What search
 * by sound needs would be a further keyword field.
 */
final class Fields {
  /** Names the form of the documents; changed with it, so that older indexes are made again. */
  static final String FORM = "search 1";

  static final String ID = "id";

  /** Keywords: whatever identifies the record or a holder. */
  static final String EXACT = "exact";

  /** Keywords: the holders' whole names. */
  static final String WHOLE_NAME = "wholeName";

  /** A name: of the holders. */
  static final String HOLDER_NAME = "holderName";

  /** A name: the holders' numbers. */
  static final String HOLDER_NUMBER = "holderNumber";

  /** A name: whatever identifies the record. */
  static final String NUMBER = "number";

  /** A name: item, agency, region, window, source system. */
  static final String PLACE = "place";

  /** A text: titles and names of the files. */
  static final String TITLE = "title";

  /** A text: what the files say. */
  static final String TEXT = "text";

  /** Exactly, and for visibility: type and number of each holder. */
  static final String HOLDER = "holder";

  static final String CLASS = "class";
  static final String ITEM = "item";
  static final String AGENCY = "agency";
  static final String REGION = "region";
  static final String CHANNEL = "channel";
  static final String OUTCOME = "outcome";
  static final String YEAR = "year";
  static final String COMPLETED = "completed";

  /** Index of the record's first entry, and of that of its latest version. */
  static final String FIRST = "first";

  static final String LAST = "last";

  /** Ids of the records that any version cites. */
  static final String CITES = "cites";

  /** Versions whose package could not be read. */
  static final String UNREAD = "unread";

  /** Whether the files' text is still to be read. */
  static final String PENDING = "pending";

  /** Why files have no text. */
  static final String NO_TEXT = "noText";

  private static final FieldType PRESENCE = type(IndexOptions.DOCS);
  private static final FieldType PHRASE = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

  private Fields() {}

  /** The field that holds the grams of this length. */
  static String grams(String field, int length) {
    return field + length;
  }

  /** The field that a facet counts by. */
  static String of(Facet facet) {
    return switch (facet) {
      case ITEM -> ITEM;
      case AGENCY -> AGENCY;
      case REGION -> REGION;
      case CHANNEL -> CHANNEL;
      case OUTCOME -> OUTCOME;
      case YEAR -> YEAR;
    };
  }

  static List<Field> names(String field, List<String> names) {
    return List.of(
        new Field(grams(field, 1), Grams.ofNames(names, 1), PRESENCE),
        new Field(grams(field, 2), Grams.ofNames(names, 2), PRESENCE),
        new Field(grams(field, 3), Grams.ofNames(names, 3), PHRASE));
  }

  static List<Field> texts(String field, List<String> texts) {
    return List.of(
        new Field(grams(field, 1), Grams.ofTexts(texts, 1), PRESENCE),
        new Field(grams(field, 2), Grams.ofTexts(texts, 2), PHRASE));
  }

  private static FieldType type(IndexOptions options) {
    FieldType type = new FieldType();
    type.setIndexOptions(options);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }
}
