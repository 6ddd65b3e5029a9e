package cn.cunzhen.indexer.page;

/** A page can't be shown, for a reason that is known. */
final class HinderedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Hindrance hindrance;

  HinderedException(Hindrance hindrance, String detail) {
    super(detail);
    this.hindrance = hindrance;
  }

  Hindrance hindrance() {
    return hindrance;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
