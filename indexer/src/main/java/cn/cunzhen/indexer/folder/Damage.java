package cn.cunzhen.indexer.folder;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.jspecify.annotations.Nullable;

/** Tells failures that say the files are damaged from those that say the machine is in need. */
final class Damage {
  private Damage() {}

  /** Whether this failure, what caused it or what it suppressed speaks of damaged files. */
  static boolean isIn(@Nullable Throwable failure) {
    if (failure == null) {
      return false;
    }
    if (isOne(failure) || isIn(failure.getCause())) {
      return true;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (isIn(suppressed)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOne(Throwable failure) {
    return switch (failure) {
      case CorruptIndexException _,
          IndexFormatTooOldException _,
          IndexFormatTooNewException _,
          IndexNotFoundException _,
          EOFException _,
          FileNotFoundException _,
          NoSuchFileException _ ->
          true;
      default -> false;
    };
  }
}
