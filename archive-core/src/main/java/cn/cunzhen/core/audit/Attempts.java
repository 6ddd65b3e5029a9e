package cn.cunzhen.core.audit;

import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads what a store may fail to read in passing: only what it fails at again and again, while it
 * answers otherwise, is said of what it keeps.
 */
record Attempts(Objects objects, Companion companion) {
  private static final int MOST = 3;

  /** It need not be there: a store that says so answers. */
  private static final ObjectKey ANY = ObjectKey.of("ledger/genesis");

  /** Something that is read. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Returns what is read.
   *
   * @throws StorageException where it is missing, damaged, or can't be read in several attempts
   * @throws HaltedException where the companion halts it, or the store does not answer at all
   */
  <T> T of(Reading<T> reading) {
    for (int attempt = 1; ; attempt++) {
      try {
        return reading.read();
      } catch (StorageException.Missing | StorageException.Damaged e) {
        throw e;
      } catch (StorageException | IOException | UncheckedIOException e) {
        if (attempt == MOST) {
          seeThatItAnswers();
          throw e instanceof StorageException failed
              ? failed
              : new StorageException(String.valueOf(e.getMessage()), e);
        }
        companion.retry();
      }
    }
  }

  private void seeThatItAnswers() {
    try {
      objects.stat(ANY);
    } catch (StorageException e) {
      throw new HaltedException(e);
    }
  }

  /**
   * What came of it, as a defect.
   *
   * @param kind where it is missing or damaged
   */
  static Defect defect(Defect.Kind kind, String where, StorageException failure) {
    boolean certain =
        failure instanceof StorageException.Missing || failure instanceof StorageException.Damaged;
    return new Defect(
        certain ? kind : Defect.Kind.UNREADABLE, where, String.valueOf(failure.getMessage()));
  }
}
