package cn.cunzhen.storage;

/** One store: its objects, its heads, and the means to let go of it. */
public interface Store extends AutoCloseable {
  Objects objects();

  Heads heads();

  /** Where it is, in words for an operator; without credentials. */
  String describe();

  @Override
  void close();
}
