package cn.cunzhen.indexer.search;

/** The fields of a record's document beside its keys ({@link Key}) and {@link Searched}. */
final class Fields {
  /** Names the form of the documents; changed with it, so that older indexes are made again. */
  static final String FORM = "search 7";

  /** Stored: what came of reading each file. */
  static final String TEXT_STATE = "shown.textState";

  static final String COMPLETED = "completed";

  /** Doc values: code and name of the item, a line each. */
  static final String ITEM_NAMED = "itemNamed";

  /** Index of the record's first entry, and of that of its latest version. */
  static final String FIRST = "first";

  static final String LAST = "last";

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
}
