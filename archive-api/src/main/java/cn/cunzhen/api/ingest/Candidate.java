package cn.cunzhen.api.ingest;

import cn.cunzhen.api.client.TransactionForm;
import cn.cunzhen.core.digest.Sha256;
import java.io.IOException;
import java.util.List;

/** A completed transaction that lies somewhere, to be read when its turn comes. */
public sealed interface Candidate permits TransactionFolder, ListedTransaction, UnreadableList {
  /** What a person calls the place: a folder, or a list and the line where it begins. */
  String place();

  /** Reads it as it is now. */
  Read read() throws IOException;

  /** What became of reading it. */
  sealed interface Read {
    /**
     * It is a transaction.
     *
     * @param fingerprint of the JSON and of the names and sizes of all files: with it, what was
     *     sent before is known again without reading the files
     */
    record Whole(TransactionForm form, Sha256 fingerprint) implements Read {}

    /** It is none, for all these reasons. */
    record Unfit(List<IngestFault> faults) implements Read {
      public Unfit {
        faults = List.copyOf(faults);
      }
    }
  }
}
