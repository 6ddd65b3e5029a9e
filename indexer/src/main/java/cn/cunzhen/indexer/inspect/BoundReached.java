package cn.cunzhen.indexer.inspect;

/** An inspection has looked as far as it may; what it found until then stands. */
final class BoundReached extends Exception {
  private static final long serialVersionUID = 1L;

  BoundReached() {
    super("bound reached", null, false, false);
  }
}
