package cn.cunzhen.api.bench;

import java.io.IOException;

/** One of several ways to do the same work, to be measured side by side. */
interface Lane {
  /** What it is called in the report. */
  String name();

  /** Does the work once; many threads do so at a time. */
  void once() throws Exception;

  /** Work that is done once. */
  @FunctionalInterface
  interface Work {
    void once() throws Exception;
  }

  /** A lane that leaves nothing on disk. */
  static Lane of(String name, Work work) {
    return new Lane() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void once() throws Exception {
        work.once();
      }
    };
  }

  /** Removes what the work has left on disk, between rounds. */
  default void tidy() throws IOException {}

  /** Does the work once, and says how many nanoseconds it took. */
  default long timed() throws Exception {
    long began = System.nanoTime();
    once();
    return System.nanoTime() - began;
  }
}
