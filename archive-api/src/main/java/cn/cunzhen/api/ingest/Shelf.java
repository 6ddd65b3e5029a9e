package cn.cunzhen.api.ingest;

import cn.cunzhen.api.ingest.IngestFault.Kind;

/** Where the files of a list are looked for. */
@FunctionalInterface
interface Shelf<F> {
  /** The file that a row of the list names. */
  Sought<F> seek(String listed);

  /** What became of looking for a file. */
  sealed interface Sought<F> {
    /** It is there, and its own name is this. */
    record Found<F>(F file, String fileName) implements Sought<F> {}

    /** It can't be had. */
    record Missing<F>(Kind why) implements Sought<F> {}
  }
}
